import { join } from 'node:path';
import {
  type ImportSource,
  type PreparedImport,
  prepareImport,
} from '../../subgraphs/jurisdictions/import/prepareImport';
import { readReference } from '../../subgraphs/jurisdictions/import/reference';
import { type SheetCell, writeWorkbook } from './workbook';

export const listHeader = [
  'STATE',
  'LAW ENFORCEMENT AGENCY',
  'TYPE',
  'COUNTY',
  'SUPPORT TYPE',
  'SIGNED',
  'MOA',
  'ADDENDUM',
];

/** The committed tables, read once for all tests of a file. */
export const reference = readReference(join(__dirname, '../../subgraphs/jurisdictions/data'));

/** A sound row of ICE's layout with an invented agency; a test names only the cells it is about. */
export function listRow(cells: Readonly<Record<string, SheetCell>> = {}): SheetCell[] {
  const sound: Readonly<Record<string, SheetCell>> = {
    STATE: 'ALABAMA',
    'LAW ENFORCEMENT AGENCY': "TEST-Baldwin County Sheriff's Office",
    TYPE: 'County',
    COUNTY: 'Baldwin County',
    'SUPPORT TYPE': 'Warrant Service Officer',
    SIGNED: { serial: 46_000 },
    MOA: { text: 'link', link: 'https://www.ice.gov/doclib/287gMOA/TEST-Baldwin_WSO.pdf' },
    ADDENDUM: null,
  };
  return listHeader.map((column) => ({ ...sound, ...cells })[column] ?? null);
}

/** Prepares rows as the list of 2026-05-18, read on 2026-11-24. */
export function prepareRows(
  rows: readonly (readonly SheetCell[])[],
  source: Partial<ImportSource> = {},
): PreparedImport {
  return prepareImport({
    fileName: 'participatingAgencies05182026am.xlsx',
    bytes: writeWorkbook([listHeader, ...rows]),
    previous: null,
    reference,
    today: '2026-11-24',
    ...source,
  });
}

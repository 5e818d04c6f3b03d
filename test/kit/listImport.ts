import { Agency, AgencyAlias, AgencyJurisdiction } from '../../subgraphs/jurisdictions/Agency.entity';
import { Agreement, AgreementEvent } from '../../subgraphs/jurisdictions/Agreement.entity';
import { type ImportParts, importList, type ListFile } from '../../subgraphs/jurisdictions/import/importList';
import type { ImportReport } from '../../subgraphs/jurisdictions/import/importReport';
import { newId } from '../../subgraphs/kit/newId';
import type { Store } from '../../subgraphs/kit/store';
import { unitOfWork } from '../../subgraphs/kit/unitOfWork';
import { listHeader, reference } from './agencyList';
import { type SheetCell, writeWorkbook } from './workbook';

type Rows = readonly (readonly SheetCell[])[];
type Options = Partial<ListFile> & Partial<ImportParts>;

/** Imports rows of ICE's layout as the list of 2026-05-18, read on 2026-11-24, without waiting between writes. */
export function importRows(store: Store, rows: Rows, options: Options = {}): Promise<ImportReport> {
  const { fileName, bytes, acceptedReason = null, listedOn = null, ...parts } = options;
  const file: ListFile = {
    fileName: fileName ?? 'participatingAgencies05182026am.xlsx',
    bytes: bytes ?? writeWorkbook([listHeader, ...rows]),
    acceptedReason,
    listedOn,
  };
  return importList(file, { ...importParts(store), ...parts });
}

function importParts(store: Store): ImportParts {
  return {
    store,
    reference,
    now: () => new Date('2026-11-24T12:00:00.000Z'),
    newId,
    pause: () => Promise.resolve(),
    onProgress: () => {},
  };
}

const LISTED = [
  ...(['model', 'status', 'signedOn', 'moaStatus', 'moaUrl', 'addendumUrl'] as const),
  ...(['firstListedOn', 'lastListedOn', 'listedName', 'delistedOn', 'version'] as const),
];

/** What lists say of agreements, as the graph would show it, in order of agency and model, each with the codes of its events. */
export async function agreementsOf({ reads }: Store) {
  const agencies = new Map((await reads.getRepository(Agency).find()).map((agency) => [agency.id, agency.name]));
  const events = await reads.getRepository(AgreementEvent).find({ order: { seenOn: 'ASC', id: 'ASC' } });
  const agreements = await reads.getRepository(Agreement).find();
  const shown = agreements.map(({ id, agencyId, ...agreement }) => ({
    agency: agencies.get(agencyId) ?? '',
    ...listedFields(agreement),
    events: events.filter(({ agreementId }) => agreementId === id).map(({ code, seenOn }) => `${seenOn} ${code}`),
  }));
  const key = ({ agency, model }: (typeof shown)[number]): string => `${agency} ${model}`;
  return shown.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function listedFields(agreement: Pick<Agreement, (typeof LISTED)[number]>): Pick<Agreement, (typeof LISTED)[number]> {
  return Object.fromEntries(LISTED.map((name) => [name, agreement[name]])) as Pick<Agreement, (typeof LISTED)[number]>;
}

/** The agencies as the graph would show them, in order of name, each with its areas and aliases. */
export async function agenciesOf({ reads }: Store) {
  const areas = await reads.getRepository(AgencyJurisdiction).find({ order: { geoid: 'ASC' } });
  const aliases = await reads.getRepository(AgencyAlias).find({ order: { name: 'ASC' } });
  const agencies = await reads.getRepository(Agency).find({ order: { name: 'ASC' } });
  return agencies.map(({ id, fieldOfficeId, ...agency }) => ({
    ...agency,
    hasOffice: fieldOfficeId !== null,
    areas: areas.filter(({ agencyId }) => agencyId === id).map(({ geoid }) => geoid),
    aliases: aliases.filter(({ agencyId }) => agencyId === id).map(({ name }) => name),
  }));
}

const FILLED_BY_IMPORTS = [
  ...['staged_agency', 'staged_area', 'staged_alias', 'staged_agreement', 'staged_event'],
  ...['import_proposal', 'list_row', 'list_report_part', 'list_publication'],
  ...['agreement_event', 'agreement', 'agency_alias', 'agency_jurisdiction', 'agency'],
];

/** How many rows each table holds that an import fills, without the empty ones. */
export async function filledTables({ reads }: Store): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const table of FILLED_BY_IMPORTS) {
    const [row]: readonly { readonly count: number | string }[] = await reads.query(
      `SELECT COUNT(*) AS count FROM ${table}`,
    );
    if (Number(row?.count) > 0) counts[table] = Number(row?.count);
  }
  return counts;
}

/** Empties all that imports fill, so that each test starts with its first list. */
export async function forgetLists(store: Store): Promise<void> {
  await unitOfWork(store, async (manager) => {
    for (const table of FILLED_BY_IMPORTS) await manager.query(`DELETE FROM ${table}`);
  });
}

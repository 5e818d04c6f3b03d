import { cleanDay } from './cleanDay';
import { type CleanLinks, cleanLinks } from './cleanLinks';
import { cleanText, lookUp } from './cleanText';
import type { SupportModel } from './importTables';
import { type AgencyName, nameAgency, repairName } from './nameAgency';
import { type AgencyPlace, placeAgency } from './placeAgency';
import type { ListColumn, RawRow } from './rawList';
import type { Reference } from './reference';
import { type ReviewCode, type ReviewNote, reviewNote } from './reviewNote';

/** A row in the project's words. Nulls are what the list lacks or what a person has to settle; the raw cells stay beside it. */
export interface CleanRow extends AgencyPlace, CleanLinks {
  readonly rowNumber: number;
  /** Two-letter postal abbreviation. */
  readonly state: string | null;
  readonly listedName: string;
  readonly agencyName: string;
  /** Null when state or name is missing or the name is too long. */
  readonly agencySlug: string | null;
  readonly model: SupportModel | 'UNMAPPED';
  readonly signedOn: string | null;
}

export interface CleanedRow {
  readonly clean: CleanRow;
  readonly notes: readonly ReviewNote[];
}

export interface RowContext {
  readonly reference: Reference;
  readonly columns: readonly ListColumn[];
}

/** What the columns of an agency hold. */
const MAX_NAME_CHARACTERS = 160;

type Report = (code: ReviewCode, field: ListColumn) => void;

/** Cleans one row by the tables. Never throws and never drops: what no table knows is noted for review. */
export function cleanRow(raw: RawRow, context: RowContext): CleanedRow {
  const notes: ReviewNote[] = [];
  const report: Report = (code, field) => {
    notes.push(reviewNote(code, { rowNumber: raw.rowNumber, field, value: textOf(raw, field) }));
  };
  const { tables } = context.reference;
  const state = lookUp(tables.states, textOf(raw, 'STATE'));
  if (state === null) report('STATE_UNKNOWN', 'STATE');
  const agency = readAgency(raw, state, context);
  if (agency.name === '') report('AGENCY_MISSING', 'LAW ENFORCEMENT AGENCY');
  if (isTooLong(agency)) report('AGENCY_NAME_TOO_LONG', 'LAW ENFORCEMENT AGENCY');
  const place = placeAgency(
    { state, name: agency.name, type: textOf(raw, 'TYPE'), county: textOf(raw, 'COUNTY') },
    context,
    report,
  );
  const clean: CleanRow = {
    rowNumber: raw.rowNumber,
    state,
    listedName: agency.listedName,
    agencyName: agency.name,
    agencySlug: state === null || agency.name === '' || isTooLong(agency) ? null : agency.slug,
    ...place,
    model: readModel(raw, context, report),
    signedOn: readSignedOn(raw, context, report),
    ...cleanLinks(raw, report),
  };
  return { clean, notes };
}

function readAgency(raw: RawRow, state: string | null, { reference }: RowContext): AgencyName {
  const text = textOf(raw, 'LAW ENFORCEMENT AGENCY');
  if (state !== null) return nameAgency(state, text, reference.tables);
  const listedName = repairName(text, reference.tables);
  return { listedName, name: listedName, slug: '' };
}

function isTooLong({ listedName, name, slug }: AgencyName): boolean {
  return [listedName, name, slug].some(({ length }) => length > MAX_NAME_CHARACTERS);
}

function readModel(raw: RawRow, { reference }: RowContext, report: Report): SupportModel | 'UNMAPPED' {
  const model = lookUp(reference.tables.models, textOf(raw, 'SUPPORT TYPE'));
  if (model === null) report('MODEL_UNMAPPED', 'SUPPORT TYPE');
  return model ?? 'UNMAPPED';
}

function readSignedOn(raw: RawRow, { columns }: RowContext, report: Report): string | null {
  const { day, issue } = cleanDay(raw.cells.SIGNED);
  if (issue !== null && columns.includes('SIGNED')) report(issue, 'SIGNED');
  return day;
}

function textOf(raw: RawRow, column: ListColumn): string {
  return cleanText(raw.cells[column]?.text ?? '');
}

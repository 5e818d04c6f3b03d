import { createHash } from 'node:crypto';
import { type CleanedRow, type CleanRow, cleanRow } from './cleanRow';
import { cleanText } from './cleanText';
import { comparePublications, type ListEvent } from './comparePublications';
import { dateList } from './dateList';
import { ImportError } from './importError';
import type { SupportModel } from './importTables';
import type { ListKind, RawList } from './mapHeader';
import type { ListedAgreement, PreviousListing } from './previousListing';
import { quarantineReasons } from './quarantineReasons';
import type { RawRow } from './rawList';
import { readList } from './readList';
import type { Reference } from './reference';
import { reviewAgencies } from './reviewAgencies';
import { reviewLostLinks } from './reviewLostLinks';
import { type ReviewNote, reviewNote } from './reviewNote';
import { renameNotes, type SuspectedRename, suspectRenames } from './reviewRenames';
import { reviewSignedDays } from './reviewSignedDays';
import { type RowUse, settleAgreements } from './settleAgreements';

export interface ImportSource {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly previous: PreviousListing | null;
  readonly reference: Reference;
  /** The day of the import, ISO. */
  readonly today: string;
  /** The day of the list where a person gives it; else file name and signed dates decide. */
  readonly listedOn?: string;
}

export interface PreparedRow {
  readonly raw: RawRow;
  readonly clean: CleanRow;
  readonly use: RowUse;
}

/** A list ready to be applied: what it says, what changed, and what a person has to look at. Nothing is stored yet. */
export interface PreparedImport {
  readonly fileSha256: string;
  readonly kind: ListKind;
  readonly listedOn: string;
  readonly rows: readonly PreparedRow[];
  /** Empty for a pending list, which is not compared. */
  readonly events: readonly ListEvent[];
  readonly delisted: readonly ListEvent[];
  readonly renames: readonly SuspectedRename[];
  readonly needsReview: readonly ReviewNote[];
  /** Reasons against applying the list; empty when there are none. */
  readonly quarantine: readonly string[];
  readonly counts: ImportCounts;
}

interface ImportCounts {
  readonly rows: number;
  readonly agencies: number;
  readonly agreementsByModel: Readonly<Record<SupportModel, number>>;
  /** Rows with a county GEOID. */
  readonly withCounty: number;
}

interface SettledList {
  readonly list: RawList;
  readonly listedOn: string;
  readonly cleaned: readonly CleanedRow[];
  readonly agreements: readonly ListedAgreement[];
  readonly useOf: ReadonlyMap<number, RowUse>;
  readonly notes: readonly ReviewNote[];
}

/** Reads, cleans and compares a list. Pure but for time spent; throws `ImportError` for what is no list. */
export function prepareImport(source: ImportSource): PreparedImport {
  const settled = settle(readList(source.bytes), source);
  const { list, listedOn, agreements, notes } = settled;
  const isCompared = list.kind === 'PARTICIPATING';
  const previous = isCompared ? source.previous : null;
  if (previous !== null && listedOn < previous.listedOn) throw new ImportError('LIST_OUTDATED');
  const events = isCompared ? comparePublications(previous, { agreements, unsettledSlugs: unsettled(settled) }) : [];
  const renames = suspectRenames(events, agreements, previous);
  const presentStates = new Set(agreements.map(({ state }) => state));
  return {
    fileSha256: createHash('sha256').update(source.bytes).digest('hex'),
    kind: list.kind,
    listedOn,
    rows: preparedRows(settled),
    events,
    delisted: events.filter(({ code }) => code === 'DELISTED'),
    renames,
    needsReview: [...notes, ...reviewLostLinks(agreements, previous), ...renameNotes(renames)],
    quarantine: quarantineReasons({ previous, listedOn, unknownStates: unknownStates(settled), presentStates, events }),
    counts: countsOf(settled),
  };
}

function settle(list: RawList, source: ImportSource): SettledList {
  const context = { reference: source.reference, columns: list.columns };
  const cleaned = list.rows.map((raw) => cleanRow(raw, context));
  const dated = datedList(cleaned, source);
  const { useOf, ...first } = settleAgreements(cleaned.map(({ clean }) => clean));
  const reviewed = reviewSignedDays(first.agreements, { listedOn: dated.listedOn, previous: source.previous });
  const notes = [
    ...dated.notes,
    ...cleaned.flatMap((row) => row.notes),
    ...first.notes,
    ...reviewed.notes,
    ...reviewAgencies(reviewed.agreements),
  ];
  return { list, listedOn: dated.listedOn, cleaned, agreements: reviewed.agreements, useOf, notes };
}

function datedList(cleaned: readonly CleanedRow[], { fileName, today, listedOn }: ImportSource) {
  if (listedOn !== undefined) return { listedOn, notes: [] };
  const signedOns = cleaned.map(({ clean }) => clean.signedOn).filter((day) => day !== null);
  const date = dateList({ fileName, signedOns, today });
  if (date === null) throw new ImportError('LIST_DATE_UNKNOWN');
  const note = reviewNote('LIST_DATE_DOUBTFUL', { rowNumber: null, field: 'FILE', value: fileName });
  return { listedOn: date.listedOn, notes: date.isDoubtful ? [note] : [] };
}

function preparedRows({ list, cleaned, agreements, useOf }: SettledList): PreparedRow[] {
  const settledRows = new Map(agreements.map((row) => [row.rowNumber, row]));
  return list.rows.flatMap((raw, index) => {
    const clean = settledRows.get(raw.rowNumber) ?? cleaned[index]?.clean;
    return clean === undefined ? [] : [{ raw, clean, use: useOf.get(raw.rowNumber) ?? 'UNUSABLE' }];
  });
}

function unsettled({ cleaned }: SettledList): ReadonlySet<string> {
  const unmapped = cleaned.filter(({ clean }) => clean.model === 'UNMAPPED');
  return new Set(unmapped.map(({ clean }) => clean.agencySlug).filter((slug) => slug !== null));
}

function unknownStates({ list, cleaned }: SettledList): string[] {
  const rows = list.rows.filter((_, index) => cleaned[index]?.clean.state === null);
  return rows.map(({ cells }) => cleanText(cells.STATE?.text ?? ''));
}

function countsOf({ list, cleaned, agreements }: SettledList): ImportCounts {
  const agreementsByModel = { WSO: 0, JEM: 0, TFM: 0 };
  for (const { model } of agreements) agreementsByModel[model] += 1;
  return {
    rows: list.rows.length,
    agencies: new Set(agreements.map(({ agencySlug }) => agencySlug)).size,
    agreementsByModel,
    withCounty: cleaned.filter(({ clean }) => clean.countyGeoid !== null).length,
  };
}

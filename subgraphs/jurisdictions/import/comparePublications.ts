import { cleanText } from './cleanText';
import type { SupportModel } from './importTables';
import { agreementKey, type ListedAgreement, type PreviousEntry, type PreviousListing } from './previousListing';

export type ListEventCode =
  | 'LISTED'
  | 'MOA_POSTED'
  | 'MOA_CHANGED'
  | 'SIGNED_DATE_CORRECTED'
  | 'RENAMED'
  | 'ADDENDUM_ADDED'
  | 'DELISTED'
  | 'RELISTED';

/** One difference between a list and the one before it. `before` and `after` are the name, day or address that changed. */
export interface ListEvent {
  readonly code: ListEventCode;
  readonly agencySlug: string;
  readonly agencyName: string;
  readonly state: string;
  readonly model: SupportModel;
  /** Null for DELISTED. */
  readonly rowNumber: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

export interface CurrentListing {
  readonly agreements: readonly ListedAgreement[];
  /** Agencies with a row whose model no table knows: it may be any of their agreements, so none is taken for gone. */
  readonly unsettledSlugs: ReadonlySet<string>;
}

/**
 * What changed since the previous listing, in the order of the list, then what is gone. Absence says nothing of why:
 * DELISTED is never a termination. Nulls of the new list (a day or address that is lost or in doubt) change nothing.
 */
export function comparePublications(previous: PreviousListing | null, current: CurrentListing): ListEvent[] {
  const known = new Map(previous?.entries.map((entry) => [agreementKey(entry), entry]));
  const present = new Set(current.agreements.map(agreementKey));
  const isGone = (entry: PreviousEntry) =>
    entry.listed && !present.has(agreementKey(entry)) && !current.unsettledSlugs.has(entry.agencySlug);
  return [
    ...current.agreements.flatMap((row) => eventsOfRow(row, known.get(agreementKey(row)))),
    ...(previous?.entries.filter(isGone) ?? []).map(delisted),
  ];
}

function eventsOfRow(row: ListedAgreement, entry: PreviousEntry | undefined): ListEvent[] {
  if (entry === undefined) return [listEvent('LISTED', row)];
  const relisted = entry.listed ? [] : [listEvent('RELISTED', row)];
  return [...relisted, ...changesOfRow(row, entry)];
}

function changesOfRow(row: ListedAgreement, entry: PreviousEntry): ListEvent[] {
  const events: ListEvent[] = [];
  const add = (code: ListEventCode, before: string | null, after: string | null) => {
    if (after !== null && before !== after) events.push(listEvent(code, row, { before, after }));
  };
  if (nameKey(entry.agencyName) !== nameKey(row.listedName)) add('RENAMED', entry.agencyName, row.listedName);
  add('SIGNED_DATE_CORRECTED', entry.signedOn, row.signedOn);
  add(entry.moaUrl === null ? 'MOA_POSTED' : 'MOA_CHANGED', entry.moaUrl, row.moaUrl);
  if (entry.addendumUrl === null) add('ADDENDUM_ADDED', null, row.addendumUrl);
  return events;
}

function listEvent(
  code: ListEventCode,
  { agencySlug, agencyName, state, model, rowNumber }: ListedAgreement,
  change: { readonly before: string | null; readonly after: string | null } = { before: null, after: null },
): ListEvent {
  return { code, agencySlug, agencyName, state, model, rowNumber, ...change };
}

function delisted({ agencySlug, agencyName, state, model }: PreviousEntry): ListEvent {
  return { code: 'DELISTED', agencySlug, agencyName, state, model, rowNumber: null, before: null, after: null };
}

/** A name without what never tells agencies apart: case, dots, quotes, blanks. */
function nameKey(name: string): string {
  return cleanText(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

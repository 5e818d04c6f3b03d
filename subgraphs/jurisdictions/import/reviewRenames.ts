import type { ListEvent } from './comparePublications';
import type { ListedAgreement, PreviousEntry, PreviousListing } from './previousListing';
import { agreementKey } from './previousListing';
import { type ReviewNote, reviewNote } from './reviewNote';

/** A vanished agreement that may be listed anew under another name of its agency. */
export interface SuspectedRename {
  readonly gone: PreviousEntry;
  readonly listed: ListedAgreement;
}

/**
 * Newly listed agreements that may be a vanished one under a new name: same state and model, and the same agreement text
 * or signed day. The events stay as they are until a person says that both are one agency.
 */
export function suspectRenames(
  events: readonly ListEvent[],
  agreements: readonly ListedAgreement[],
  previous: PreviousListing | null,
): readonly SuspectedRename[] {
  const gone = entriesOf(events, previous);
  const added = new Set(events.filter(({ code }) => code === 'LISTED').map(agreementKey));
  return agreements
    .filter((row) => added.has(agreementKey(row)))
    .flatMap((listed) => gone.filter((entry) => mayBeOne(entry, listed)).map((entry) => ({ gone: entry, listed })));
}

export function renameNotes(renames: readonly SuspectedRename[]): ReviewNote[] {
  return renames.map(({ gone, listed }) => renameNote(gone, listed));
}

function entriesOf(events: readonly ListEvent[], previous: PreviousListing | null): readonly PreviousEntry[] {
  const keys = new Set(events.filter(({ code }) => code === 'DELISTED').map(agreementKey));
  return (previous?.entries ?? []).filter((entry) => keys.has(agreementKey(entry)));
}

function mayBeOne(entry: PreviousEntry, row: ListedAgreement): boolean {
  if (entry.state !== row.state || entry.model !== row.model) return false;
  return same(entry.moaUrl, row.moaUrl) || same(entry.signedOn, row.signedOn);
}

function same(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}

function renameNote(entry: PreviousEntry, { rowNumber, listedName }: ListedAgreement): ReviewNote {
  const value = `${entry.agencyName} -> ${listedName}`;
  return reviewNote('RENAME_SUSPECTED', { rowNumber, field: 'LAW ENFORCEMENT AGENCY', value });
}

import { agreementKey, type ListedAgreement, type PreviousListing } from './previousListing';
import { type ReviewNote, reviewNote } from './reviewNote';

/** Notes agreements whose text was linked on the previous list and is linked no more. */
export function reviewLostLinks(
  agreements: readonly ListedAgreement[],
  previous: PreviousListing | null,
): ReviewNote[] {
  const known = new Map(previous?.entries.map((entry) => [agreementKey(entry), entry.moaUrl]));
  return agreements.flatMap((row) => {
    const value = known.get(agreementKey(row)) ?? null;
    if (row.moaUrl !== null || value === null) return [];
    return [reviewNote('MOA_LINK_LOST', { rowNumber: row.rowNumber, field: 'MOA', value })];
  });
}

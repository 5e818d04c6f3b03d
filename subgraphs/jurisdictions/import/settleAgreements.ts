import { statusOf } from './cleanLinks';
import type { CleanRow } from './cleanRow';
import { groupBy } from './groupBy';
import { agreementKey, type ListedAgreement } from './previousListing';
import { type ReviewNote, reviewNote } from './reviewNote';

/** What a row is to the list: an agreement, an addendum or a repetition of one, or nothing until a person settles it. */
export type RowUse = 'AGREEMENT' | 'ADDENDUM' | 'DUPLICATE' | 'UNUSABLE';

export interface SettledAgreements {
  /** One for each agency and model, in the order of the list. */
  readonly agreements: readonly ListedAgreement[];
  readonly useOf: ReadonlyMap<number, RowUse>;
  readonly notes: readonly ReviewNote[];
}

/**
 * One agreement for each agency and model. Of rows that repeat one the row with a posted agreement wins, then the latest
 * signed date, then the lowest row number; an "(Addendum)" row only lends its address.
 */
export function settleAgreements(rows: readonly CleanRow[]): SettledAgreements {
  const useOf = new Map<number, RowUse>(rows.map(({ rowNumber }) => [rowNumber, 'UNUSABLE']));
  const groups = groupBy(rows.filter(isListedAgreement), agreementKey);
  const notes: ReviewNote[] = [];
  const agreements = [...groups.values()].map((group) => {
    const [winner, ...others] = group.toSorted(byPrecedence);
    if (winner === undefined) throw new Error('A group has at least one row');
    useOf.set(winner.rowNumber, 'AGREEMENT');
    for (const other of others) {
      useOf.set(other.rowNumber, other.isAddendumRow ? 'ADDENDUM' : 'DUPLICATE');
      if (!other.isAddendumRow) notes.push(duplicateNote(other));
    }
    return withAddendum(winner, others);
  });
  return { agreements, useOf, notes };
}

export function isListedAgreement(row: CleanRow): row is ListedAgreement {
  return row.state !== null && row.agencySlug !== null && row.model !== 'UNMAPPED';
}

function byPrecedence(one: ListedAgreement, other: ListedAgreement): number {
  return (
    Number(one.isAddendumRow) - Number(other.isAddendumRow) ||
    Number(one.moaUrl === null) - Number(other.moaUrl === null) ||
    (other.signedOn ?? '').localeCompare(one.signedOn ?? '') ||
    one.rowNumber - other.rowNumber
  );
}

function withAddendum(winner: ListedAgreement, others: readonly ListedAgreement[]): ListedAgreement {
  const lender = [winner, ...others].find(({ addendumUrl }) => addendumUrl !== null);
  const addendumUrl = lender?.addendumUrl ?? null;
  return { ...winner, addendumUrl, moaStatus: statusOf(winner.moaUrl, addendumUrl) };
}

function duplicateNote(row: ListedAgreement): ReviewNote {
  const value = `${row.agencyName}, ${row.state}, ${row.model}`;
  return reviewNote('DUPLICATE', { rowNumber: row.rowNumber, field: 'LAW ENFORCEMENT AGENCY', value });
}

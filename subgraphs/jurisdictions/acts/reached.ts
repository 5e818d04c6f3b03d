import type { Caller } from '../../../schema/caller';
import { DomainError } from '../../kit/errors';
import { reachedCategories } from '../../kit/reached';

/** A row for whose agency, area or state the caller acts. `NOT_FOUND` for all others: public record is not his to change. */
export function reached<T extends object>(row: T | null): T {
  if (row === null || reachedCategories(row)?.has('OPERATIONAL') !== true) throw new DomainError('NOT_FOUND');
  return row;
}

export type Party = 'LEA' | 'ICE';

/** Whom the caller acts for: who reaches by the area of a field office acts for ICE, who reaches by agency for that. */
export function partyOf({ rows }: Caller): Party {
  return (rows.OPERATIONAL ?? []).includes('aor') ? 'ICE' : 'LEA';
}

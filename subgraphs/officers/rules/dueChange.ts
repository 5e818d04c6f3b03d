import type { Authorization } from '../Authorization.entity';

/** What an officer becomes by himself, and when. */
export interface DueChange {
  readonly dueStatus: string;
  readonly dueAt: Date;
}

/**
 * What becomes of an authorized or suspended officer when the last of his authorizations ends: one who was withdrawn is
 * withdrawn, else he is certified again. Null while one of them has no end.
 */
export function dueChange(authorizations: readonly Authorization[]): DueChange | null {
  const begun = authorizations.filter(({ status }) => status !== 'PENDING');
  const ends = begun.map((one) => ({ endsAt: endOf(one), isWithdrawn: one.status === 'WITHDRAWN' }));
  const [last] = ends.toSorted(
    (one, other) => (other.endsAt ?? Number.POSITIVE_INFINITY) - (one.endsAt ?? Number.POSITIVE_INFINITY),
  );
  if (last === undefined || last.endsAt === null) return null;
  return { dueStatus: last.isWithdrawn ? 'WITHDRAWN' : 'CERTIFIED', dueAt: new Date(last.endsAt) };
}

/** When an authorization ends, in milliseconds; null while no end is known. */
export function endOf({ validUntilAt, endedAt }: Pick<Authorization, 'validUntilAt' | 'endedAt'>): number | null {
  const ends = [validUntilAt, endedAt].filter((one) => one !== null).map((one) => one.getTime());
  return ends.length === 0 ? null : Math.min(...ends);
}

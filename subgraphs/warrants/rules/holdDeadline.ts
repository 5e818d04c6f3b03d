import { HOLD_MS } from './holdClock';

const DUE_SOON_MS = 6 * 3_600_000;

/**
 * The instant by which the person must be released: 48 hours, weekends and holidays included, from the scheduled
 * release or from service where that came first. Null while neither is known. Source: MOA appendix A; Form I-247A.
 */
export function holdDeadline(releaseEligibleAt: Date | null, servedAt: Date | null): Date | null {
  const starts = [releaseEligibleAt, servedAt]
    .filter((instant) => instant !== null)
    .map((instant) => instant.getTime());
  return starts.length === 0 ? null : new Date(Math.min(...starts) + HOLD_MS);
}

interface HoldFacts {
  readonly deadlineAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  readonly detentionAgreementId: string | null;
}

const ENDED: Readonly<Record<string, string>> = {
  ICE_CUSTODY: 'TRANSFERRED',
  DEADLINE_RELEASE: 'RELEASED_DEADLINE',
  CANCELLED_BY_ICE: 'RELEASED_CANCELLED',
};

/** The status of a hold at an instant. A hold that ended late stays breached. */
export function holdStatus(hold: HoldFacts, now: Date): string {
  const isOver = overrunSeconds(hold, now) !== null;
  if (isOver && hold.endedAt === null && hold.detentionAgreementId !== null) return 'EXTENDED_BY_DETENTION_AGREEMENT';
  if (isOver && hold.detentionAgreementId === null) return 'BREACHED';
  if (hold.endedAt !== null) return ENDED[hold.endReason ?? ''] ?? 'RELEASED_OTHER';
  return hold.deadlineAt.getTime() - now.getTime() <= DUE_SOON_MS ? 'DUE_SOON' : 'RUNNING';
}

/** Whole seconds past the deadline, up to the end of the hold or to now; null when there are none. */
export function overrunSeconds({ deadlineAt, endedAt }: HoldFacts, now: Date): number | null {
  const seconds = Math.floor(((endedAt ?? now).getTime() - deadlineAt.getTime()) / 1000);
  return seconds > 0 ? seconds : null;
}

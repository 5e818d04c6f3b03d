interface CountedHold {
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly deadlineAt: Date;
  readonly endReason: string | null;
}

/** Counts below this tell of single persons. Source: DOMAIN §5. */
const SMALLEST_CELL = 5;

/** How holds ended, with every count below five left out. */
export function holdSummary(holds: readonly CountedHold[], now: Date) {
  const ended = holds.filter(({ endedAt }) => endedAt !== null);
  const past = holds.filter(({ endedAt, deadlineAt }) => (endedAt ?? now) > deadlineAt);
  const transferred = ended.filter(({ endReason }) => endReason === 'ICE_CUSTODY');
  return {
    count: cell(holds.length),
    medianMinutes: ended.length < SMALLEST_CELL ? null : median(ended.map(minutesOf)),
    pastDeadline: cell(past.length),
    transferred: cell(transferred.length),
    released: cell(ended.length - transferred.length),
  };
}

function cell(count: number): number | null {
  return count < SMALLEST_CELL ? null : count;
}

function minutesOf({ startedAt, endedAt }: CountedHold): number {
  return Math.round(((endedAt ?? startedAt).getTime() - startedAt.getTime()) / 60_000);
}

function median(minutes: readonly number[]): number {
  return [...minutes].sort((a, b) => a - b)[Math.floor((minutes.length - 1) / 2)] ?? 0;
}

import { DateTime } from 'luxon';
import { federalHolidays } from './federalHolidays';

export type HoldClock =
  | 'H48_FROM_SCHEDULED_RELEASE'
  | 'H48_FROM_SERVICE'
  | 'H48_FROM_DETAINER_RECEIPT'
  | 'H48_EXCL_WEEKENDS_HOLIDAYS';

/** A clock and the text that sets it. */
export interface ClockRule {
  readonly clock: HoldClock;
  readonly citation: string;
}

/** A clock that a deployment leaves out, by which legal source and on which days, both included. */
export interface DisappliedClock extends ClockRule {
  readonly fromOn: string;
  readonly toOn: string | null;
}

export interface ClockFacts {
  /** When local custody was scheduled to end; null while it is not known. */
  readonly releaseEligibleAt: Date | null;
  readonly servedAt: Date;
  /** When the facility received the detainer; null without one. */
  readonly detainerReceivedAt: Date | null;
  /** IANA zone of the facility, which says what a weekend is. */
  readonly timeZone: string;
}

export interface AppliedClock extends ClockRule {
  readonly startsAt: Date;
  readonly deadlineAt: Date;
}

/** As it lies in the database: instants in ISO 8601. */
export interface StoredClock extends ClockRule {
  readonly startsAt: string;
  readonly deadlineAt: string;
}

/** The longest time for which a person may be held. Source: MOA appendix A; Form I-247A. */
export const HOLD_MS = 48 * 3_600_000;

/** The rule that always applies, unless a deployment disapplies it. */
export const AGREEMENT_CLOCK: ClockRule = {
  clock: 'H48_FROM_SCHEDULED_RELEASE',
  citation: 'MOA appendix A; Form I-247A',
};

/** 8 CFR 287.7(d) is the laxer text on the same hold; it is told and never the first to end. */
export const REGULATION_CLOCK: ClockRule = { clock: 'H48_EXCL_WEEKENDS_HOLIDAYS', citation: '8 CFR 287.7(d)' };

/** Every clock that has begun, earliest deadline first. Nothing but these ends or moves a hold. */
export function appliedClocks(rules: readonly ClockRule[], facts: ClockFacts): readonly AppliedClock[] {
  const clocks = rules.flatMap((rule) => {
    const startsAt = startOf(rule.clock, facts);
    return startsAt === null ? [] : [{ ...rule, startsAt, deadlineAt: deadlineOf(rule.clock, startsAt, facts) }];
  });
  return [...clocks].sort((a, b) => a.deadlineAt.getTime() - b.deadlineAt.getTime());
}

/** The rules that are left on a day in the facility's zone. */
export function rulesOn(
  day: string,
  rules: readonly ClockRule[],
  disapplied: readonly DisappliedClock[],
): readonly ClockRule[] {
  const isOut = ({ clock, citation }: ClockRule): boolean =>
    disapplied.some(
      (one) =>
        one.clock === clock && one.citation === citation && one.fromOn <= day && (one.toOn === null || day <= one.toOn),
    );
  const known = new Map(rules.map((rule) => [`${rule.clock} ${rule.citation}`, rule]));
  return [...known.values()].filter((rule) => !isOut(rule));
}

export function storedClock({ startsAt, deadlineAt, ...rule }: AppliedClock): StoredClock {
  return { ...rule, startsAt: startsAt.toISOString(), deadlineAt: deadlineAt.toISOString() };
}

function startOf(clock: HoldClock, { releaseEligibleAt, servedAt, detainerReceivedAt }: ClockFacts): Date | null {
  switch (clock) {
    case 'H48_FROM_SERVICE':
      return servedAt;
    case 'H48_FROM_DETAINER_RECEIPT':
      return detainerReceivedAt;
    default:
      return releaseEligibleAt === null || servedAt < releaseEligibleAt ? servedAt : releaseEligibleAt;
  }
}

function deadlineOf(clock: HoldClock, startsAt: Date, { timeZone }: ClockFacts): Date {
  if (clock !== 'H48_EXCL_WEEKENDS_HOLIDAYS') return new Date(startsAt.getTime() + HOLD_MS);
  let [instant, left] = [DateTime.fromJSDate(startsAt, { zone: timeZone }), HOLD_MS];
  for (;;) {
    const nextDay = instant.plus({ days: 1 }).startOf('day');
    const span = isExcluded(instant) ? 0 : nextDay.toMillis() - instant.toMillis();
    if (span >= left) return new Date(instant.toMillis() + left);
    [instant, left] = [nextDay, left - span];
  }
}

function isExcluded(day: DateTime): boolean {
  return day.weekday > 5 || federalHolidays(day.year).includes(day.toISODate() ?? '');
}

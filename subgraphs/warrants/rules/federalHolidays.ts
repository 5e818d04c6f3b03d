import { DateTime } from 'luxon';

/** Holidays on a fixed day: month and day. Source: 5 U.S.C. 6103(a). */
const FIXED: readonly (readonly [number, number])[] = [
  [1, 1],
  [6, 19],
  [7, 4],
  [11, 11],
  [12, 25],
];

/** Holidays on a weekday of a month: month, weekday (1 is Monday), which one of the month (-1 is the last). */
const MOVING: readonly (readonly [number, number, number])[] = [
  [1, 1, 3],
  [2, 1, 3],
  [5, 1, -1],
  [9, 1, 1],
  [10, 1, 2],
  [11, 4, 4],
];

const SATURDAY = 6;
const SUNDAY = 7;

/**
 * The days on which the federal holidays of a year are observed, `YYYY-MM-DD`: one on a Saturday on the Friday before,
 * one on a Sunday on the Monday after. Source: 5 U.S.C. 6103; Executive Order 11582.
 */
export function federalHolidays(year: number): readonly string[] {
  // New Year's Day of the next year may be observed in this one.
  const fixed = [...FIXED.map((one) => dayOf(year, one)), dayOf(year + 1, [1, 1])].map(observed);
  const moving = MOVING.map((one) => movingDay(year, one));
  return [...fixed, ...moving]
    .filter((day) => day.year === year)
    .map((day) => day.toISODate() ?? '')
    .sort();
}

function dayOf(year: number, [month, day]: readonly [number, number]): DateTime {
  return DateTime.utc(year, month, day);
}

function observed(day: DateTime): DateTime {
  if (day.weekday === SATURDAY) return day.minus({ days: 1 });
  return day.weekday === SUNDAY ? day.plus({ days: 1 }) : day;
}

function movingDay(year: number, [month, weekday, which]: readonly [number, number, number]): DateTime {
  const first = DateTime.utc(year, month, 1);
  const onWeekday = first.plus({ days: (weekday - first.weekday + 7) % 7 });
  if (which > 0) return onWeekday.plus({ weeks: which - 1 });
  const last = first.endOf('month').startOf('day');
  return last.minus({ days: (last.weekday - weekday + 7) % 7 });
}

import { DateTime } from 'luxon';

/** The instant at which a day begins in a time zone, 00:00 or the first instant after it where the clocks skip that. */
export function startOfDay(day: string, zone: string): Date {
  return dayIn(day, zone).startOf('day').toJSDate();
}

/** The instant at which a day is over in a time zone: the start of the next one. */
export function endOfDay(day: string, zone: string): Date {
  return dayIn(day, zone).plus({ days: 1 }).startOf('day').toJSDate();
}

/** The day that an instant falls on in a time zone, `YYYY-MM-DD`. */
export function dayAt(instant: Date, zone: string): string {
  const day = DateTime.fromJSDate(instant, { zone }).toISODate();
  if (day === null) throw new Error('No such time zone.');
  return day;
}

/** The day so many months or days after another; a month without that day ends at its last. */
export function dayAfter(day: string, length: { readonly months?: number; readonly days?: number }): string {
  const later = DateTime.fromISO(day, { zone: 'utc' }).plus(length).toISODate();
  if (later === null) throw new Error('No such day.');
  return later;
}

function dayIn(day: string, zone: string): DateTime {
  const start = DateTime.fromISO(day, { zone });
  if (!start.isValid) throw new Error('No such day or time zone.');
  return start;
}

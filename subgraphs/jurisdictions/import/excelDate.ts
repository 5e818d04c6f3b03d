import { DateTime } from 'luxon';

const BUILT_IN_DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;
const LAST_SERIAL = 2_958_465;
const DAYS_FROM_1900_TO_1904 = 1462;

/** The ISO day of an Excel serial number, null when it is no day from 1900-03-01 to 9999-12-31. */
export function dayOfSerial(serial: number, from1904 = false): string | null {
  const days = Math.floor(serial) + (from1904 ? DAYS_FROM_1900_TO_1904 : 0);
  // Excel counts a 29 February 1900 that never was; serials below 61 are off by one and mean no signing.
  if (!Number.isFinite(days) || days < 61 || days > LAST_SERIAL) return null;
  return DateTime.utc(1899, 12, 30).plus({ days }).toISODate();
}

/** Whether a number format shows a day: by its number where Excel defines it, else by its code. */
export function isDayFormat(formatId: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATE_FORMATS.some(([first, last]) => formatId >= first && formatId <= last);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[dy]/i.test(bare) && !/general/i.test(bare);
}

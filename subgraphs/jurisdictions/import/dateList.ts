import { DateTime } from 'luxon';

export interface ListDateQuestion {
  readonly fileName: string;
  /** Signed days of the list, in any order. */
  readonly signedOns: readonly string[];
  /** The day of the import; no list is of a later day. */
  readonly today: string;
}

/** The day of a list. `isDoubtful` when it is not simply the one of the file name. */
export interface ListDate {
  readonly listedOn: string;
  readonly isDoubtful: boolean;
}

const NAMED_DAY = /(?<!\d)(\d{14}|\d{6,9})(?!\d)/;
const FIRST_LIST_ON = '2018-01-01';
const MAX_DAYS_AFTER_SIGNING = 60;

/**
 * Dates a list by its file name, but never before its third-latest signed date: names carry wrong years and months. A day
 * that cannot be right is tried in the neighbouring years, else the third-latest signed date stands in. Null when
 * neither tells.
 */
export function dateList(question: ListDateQuestion): ListDate | null {
  const named = dayOfName(question.fileName);
  const earliestOn = thirdLatest(question.signedOns.filter((day) => day <= question.today));
  if (named !== null && isPossible(named, earliestOn, question.today)) return { listedOn: named, isDoubtful: false };
  const listedOn = inAnotherYear(named, earliestOn, question.today) ?? earliestOn;
  return listedOn === null ? null : { listedOn, isDoubtful: true };
}

function dayOfName(fileName: string): string | null {
  const digits = NAMED_DAY.exec(fileName.replace(/^.*[\\/]/, ''))?.[1] ?? '';
  // A ninth digit is a zero too many, as in 090022025.
  const shortened = digits.length === 9 ? digits.replace(/00/, '0') : digits;
  const [day, format] = dayDigits(shortened);
  const parsed = DateTime.fromFormat(day, format, { zone: 'utc' });
  return parsed.isValid ? parsed.toISODate() : null;
}

function dayDigits(digits: string): readonly [day: string, format: string] {
  switch (digits.length) {
    case 14:
      return [digits.slice(0, 8), 'yyyyMMdd'];
    case 6:
      return [digits, 'MMddyy'];
    default:
      return [digits, 'MMddyyyy'];
  }
}

function thirdLatest(days: readonly string[]): string | null {
  return [...days].sort().at(-3) ?? null;
}

function isPossible(day: string, earliestOn: string | null, today: string): boolean {
  return day >= (earliestOn ?? FIRST_LIST_ON) && day >= FIRST_LIST_ON && day <= today;
}

function inAnotherYear(named: string | null, earliestOn: string | null, today: string): string | null {
  if (named === null || earliestOn === null) return null;
  const earliest = DateTime.fromISO(earliestOn, { zone: 'utc' });
  const candidates = [earliest.year, earliest.year + 1].map((year) => `${year}${named.slice(4)}`);
  const near = (day: string) => DateTime.fromISO(day, { zone: 'utc' }).diff(earliest, 'days').days;
  const isNear = (day: string) => isPossible(day, earliestOn, today) && near(day) <= MAX_DAYS_AFTER_SIGNING;
  return candidates.find(isNear) ?? null;
}

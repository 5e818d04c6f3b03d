import { DateTime } from 'luxon';
import { cleanText } from './cleanText';
import { dayOfSerial } from './excelDate';
import type { RawCell } from './rawList';

export interface CleanDay {
  /** ISO day, null when the cell is blank or names no day. */
  readonly day: string | null;
  readonly issue: 'SIGNED_MISSING' | 'SIGNED_UNREADABLE' | 'SIGNED_REPAIRED' | null;
}

const FORMATS = ['yyyy-MM-dd', 'M/d/yyyy', 'M-d-yyyy', 'M.d.yyyy', 'M/d/yy', 'MMMM d, yyyy', 'MMM d, yyyy'];
const TIME = /[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[AP]M|Z)?$/i;
const LOST_SLASH = /^(\d{1,2})\/(\d{2})(\d{4})$|^(\d{2})(\d{2})\/(\d{4})$|^(\d{1,2})\/+(\d{1,2})\/+(\d{4})$/;

/** The day a cell means: Excel's own day, ISO or US text, a serial number, or a date that lost or doubled a slash. */
export function cleanDay(cell: RawCell | undefined): CleanDay {
  const text = cleanText(cell?.text ?? '').replace(TIME, '');
  if (cell?.date) return { day: cell.date, issue: null };
  if (text === '') return { day: null, issue: 'SIGNED_MISSING' };
  const day = /^\d{5}(?:\.\d+)?$/.test(text) ? dayOfSerial(Number(text)) : dayOfText(text);
  if (day !== null) return { day, issue: null };
  const repaired = repairDay(text);
  return { day: repaired, issue: repaired === null ? 'SIGNED_UNREADABLE' : 'SIGNED_REPAIRED' };
}

function dayOfText(text: string): string | null {
  const parsed = FORMATS.map((format) => DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en-US' }));
  return parsed.find((day) => day.isValid)?.toISODate() ?? null;
}

function repairDay(text: string): string | null {
  const parts = LOST_SLASH.exec(text)
    ?.slice(1)
    .filter((part) => part !== undefined);
  return parts === undefined ? null : dayOfText(parts.map(Number).join('/'));
}

import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { ImportError } from './importError';

export interface ImportArguments {
  readonly path: string;
  readonly acceptedReason: string | null;
  readonly listedOn: string | null;
}

const MAX_REASON_CHARACTERS = 500;

/** Reads `FILE [--accept "REASON"] [--listed-on YYYY-MM-DD]`. Throws ARGUMENTS_INVALID; a list is of no later day than today. */
export function readImportArguments(words: readonly string[], today: string): ImportArguments {
  const { values, positionals } = parse(words);
  const [path, ...others] = positionals;
  const acceptedReason = values.accept?.trim() ?? null;
  const listedOn = values['listed-on'] ?? null;
  const isReason = acceptedReason === null || isWithin(acceptedReason.length, MAX_REASON_CHARACTERS);
  const isDay = listedOn === null || (isCalendarDay(listedOn) && listedOn <= today);
  if (path === undefined || others.length > 0 || !isReason || !isDay) throw new ImportError('ARGUMENTS_INVALID');
  return { path, acceptedReason, listedOn };
}

function parse(words: readonly string[]) {
  const options = { accept: { type: 'string' }, 'listed-on': { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new ImportError('ARGUMENTS_INVALID', { cause: error });
  }
}

function isWithin(length: number, limit: number): boolean {
  return length >= 1 && length <= limit;
}

function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

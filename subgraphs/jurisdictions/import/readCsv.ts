import { ImportError } from './importError';
import type { GridRow, RawCell } from './rawList';

const MAX_ROWS = 20_000;
const MAX_CELL_CHARACTERS = 4_000;
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

/** The rows of comma-separated UTF-8 text (RFC 4180). A cell that is a web address is its own link. */
export function readCsv(bytes: Uint8Array): GridRow[] {
  return splitRecords(decodeText(bytes)).map((fields, index) => ({ rowNumber: index + 1, cells: cellsOf(fields) }));
}

function decodeText(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    throw new ImportError('CSV_INVALID', { cause });
  }
  throw new ImportError('CSV_INVALID');
}

/** Splits text into records of fields; a line end at the end of the text opens no further record. */
export function splitRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < text.length || record.length > 0; at = FIELD.lastIndex) {
    FIELD.lastIndex = at;
    const match = FIELD.exec(text);
    if (match === null) throw new ImportError('CSV_INVALID');
    record.push(fieldText(match));
    if (match[3] === ',') continue;
    records.push(record);
    if (records.length > MAX_ROWS) throw new ImportError('WORKBOOK_TOO_LARGE');
    record = [];
  }
  return records;
}

function fieldText([, quoted, plain]: RegExpExecArray): string {
  const text = quoted?.replaceAll('""', '"') ?? plain ?? '';
  if (text.length > MAX_CELL_CHARACTERS) throw new ImportError('WORKBOOK_TOO_LARGE');
  return text;
}

function cellsOf(fields: readonly string[]): ReadonlyMap<number, RawCell> {
  const filled = fields.map((text, column) => [column, cellOf(text)] as const).filter(([, cell]) => cell.text !== '');
  return new Map(filled);
}

function cellOf(text: string): RawCell {
  return { text, link: /^\s*https?:\//i.test(text) ? text : null, date: null };
}

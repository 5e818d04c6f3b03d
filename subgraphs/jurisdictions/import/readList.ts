import { ImportError } from './importError';
import { mapHeader, type RawList } from './mapHeader';
import { readCsv } from './readCsv';
import { readWorkbook } from './readWorkbook';

const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** The rows of a list, workbook or comma-separated text by its first bytes. Throws `ImportError`; at most 16 MiB. */
export function readList(bytes: Uint8Array): RawList {
  if (bytes.length > MAX_FILE_BYTES) throw new ImportError('FILE_TOO_LARGE');
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return mapHeader(isZip ? readWorkbook(bytes) : readCsv(bytes));
}

import { type UnzipFileInfo, unzipSync } from 'fflate';
import { ImportError } from './importError';

const MAX_INFLATED_BYTES = 64 * 1024 * 1024;
const WANTED =
  /^xl\/(?:(?:workbook|styles|sharedStrings)\.xml|worksheets\/[^/]+\.xml|(?:worksheets\/)?_rels\/[^/]+\.rels)$/;

/**
 * The XML parts of a workbook that carry cells, by path. Throws WORKBOOK_TOO_LARGE before inflating when they declare
 * more than 64 MiB together; a part never grows past the size it declares.
 */
export function unzipWorkbook(bytes: Uint8Array): ReadonlyMap<string, string> {
  const files = unzipSync(bytes, { filter: sizeGuard() });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return new Map(Object.entries(files).map(([path, content]) => [path, decoder.decode(content)]));
}

function sizeGuard(): (file: UnzipFileInfo) => boolean {
  let inflatedBytes = 0;
  return (file) => {
    if (!WANTED.test(file.name)) return false;
    inflatedBytes += Math.max(file.originalSize, file.size);
    if (inflatedBytes > MAX_INFLATED_BYTES) throw new ImportError('WORKBOOK_TOO_LARGE');
    return true;
  };
}

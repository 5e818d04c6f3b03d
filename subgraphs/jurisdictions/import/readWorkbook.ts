import { posix } from 'node:path';
import { ImportError } from './importError';
import type { GridRow } from './rawList';
import { readDayStyles, readRelationships, readSharedStrings } from './readParts';
import { readSheet } from './readSheet';
import { readXml } from './readXml';
import { unzipWorkbook } from './unzipWorkbook';

type Parts = ReadonlyMap<string, string>;

const EMPTY_PART = '<empty/>';

/**
 * The first sheet of an xlsx workbook, with hyperlinks and days. Throws `ImportError` WORKBOOK_INVALID for anything that
 * is no workbook and WORKBOOK_TOO_LARGE past the limits of `unzipWorkbook` and `readSheet`.
 */
export function readWorkbook(bytes: Uint8Array): GridRow[] {
  try {
    return readParts(unzipWorkbook(bytes));
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    throw new ImportError('WORKBOOK_INVALID', { cause });
  }
}

function readParts(parts: Parts): GridRow[] {
  const book = readBook(parts.get('xl/workbook.xml') ?? '');
  const target = readRelationships(parts.get('xl/_rels/workbook.xml.rels') ?? EMPTY_PART).get(book.sheetRelation);
  const path = posix.join('/', posix.resolve('/xl', target ?? '')).slice(1);
  const xml = parts.get(path);
  if (xml === undefined) throw new SyntaxError('Workbook has no sheet');
  return readSheet({
    xml,
    sharedStrings: readSharedStrings(parts.get('xl/sharedStrings.xml') ?? EMPTY_PART),
    dayStyles: readDayStyles(parts.get('xl/styles.xml') ?? EMPTY_PART),
    targets: readRelationships(parts.get(relationsPath(path)) ?? EMPTY_PART),
    from1904: book.from1904,
  });
}

function readBook(source: string): { sheetRelation: string; from1904: boolean } {
  let sheetRelation: string | undefined;
  let from1904 = false;
  readXml(source, {
    open(name, attributes) {
      if (name === 'sheet') sheetRelation ??= attributes.get('id');
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '');
    },
    text() {},
    close() {},
  });
  return { sheetRelation: sheetRelation ?? '', from1904 };
}

function relationsPath(path: string): string {
  return `${posix.dirname(path)}/_rels/${posix.basename(path)}.rels`;
}

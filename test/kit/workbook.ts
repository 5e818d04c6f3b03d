import { strToU8, zipSync } from 'fflate';

/** A cell: plain text goes to the shared strings, a number stays one; nothing is written for null. */
export type SheetCell =
  | string
  | number
  | null
  | { readonly text: string; readonly link: string }
  | { readonly serial: number }
  | { readonly error: string }
  | { readonly inline: string }
  | { readonly rich: readonly string[] };

export interface WorkbookOptions {
  /** Parts that replace or join the written ones, by path. */
  readonly parts?: Readonly<Record<string, string>>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DAY_STYLE = 1;

/** An xlsx workbook of one sheet, without document properties. Row and column stand as given; blank ones are kept. */
export function writeWorkbook(rows: readonly (readonly SheetCell[])[], options: WorkbookOptions = {}): Uint8Array {
  const strings: string[] = [];
  const links: { reference: string; target: string }[] = [];
  const body = rows.map((cells, row) => rowXml(cells, { row, strings, links })).join('');
  const hyperlinks = links.map(({ reference }, index) => `<hyperlink ref="${reference}" r:id="rId${index + 1}"/>`);
  const parts = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relations([{ type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      { type: 'worksheet', target: 'worksheets/sheet1.xml' },
      { type: 'styles', target: 'styles.xml' },
      { type: 'sharedStrings', target: 'sharedStrings.xml' },
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="m/d/yyyy;@"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetData>${body}</sheetData>${hyperlinks.length > 0 ? `<hyperlinks>${hyperlinks.join('')}</hyperlinks>` : ''}</worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': relations(links.map(({ target }) => ({ type: 'hyperlink', target }))),
    ...options.parts,
  };
  const entries = Object.entries(parts).map(([path, text]) => [path, strToU8(`<?xml version="1.0"?>${text}`)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: '2020-01-01' });
}

interface RowPlace {
  readonly row: number;
  readonly strings: string[];
  readonly links: { reference: string; target: string }[];
}

function rowXml(cells: readonly SheetCell[], place: RowPlace): string {
  const inner = cells.map((cell, column) =>
    cellXml(cell, `${String.fromCharCode(65 + column)}${place.row + 1}`, place),
  );
  return `<row r="${place.row + 1}">${inner.join('')}</row>`;
}

function cellXml(cell: SheetCell, reference: string, place: RowPlace): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return sharedXml(`<t xml:space="preserve">${escapeXml(cell)}</t>`, reference, place);
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if ('serial' in cell) return `<c r="${reference}" s="${DAY_STYLE}"><v>${cell.serial}</v></c>`;
  if ('error' in cell) return `<c r="${reference}" t="e"><v>${escapeXml(cell.error)}</v></c>`;
  if ('inline' in cell) return `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell.inline)}</t></is></c>`;
  if ('rich' in cell)
    return sharedXml(cell.rich.map((run) => `<r><t>${escapeXml(run)}</t></r>`).join(''), reference, place);
  place.links.push({ reference, target: cell.link });
  return sharedXml(`<t>${escapeXml(cell.text)}</t>`, reference, place);
}

function sharedXml(inner: string, reference: string, { strings }: RowPlace): string {
  strings.push(`<si>${inner}</si>`);
  return `<c r="${reference}" t="s"><v>${strings.length - 1}</v></c>`;
}

function relations(entries: readonly { type: string; target: string }[]): string {
  const list = entries.map(
    ({ type, target }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${escapeXml(target)}"${type === 'hyperlink' ? ' TargetMode="External"' : ''}/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function contentTypes(): string {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const override = (path: string, kind: string) =>
    `<Override PartName="/xl/${path}.xml" ContentType="${spreadsheet}.${kind}+xml"/>`;
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('worksheets/sheet1', 'worksheet')}${override('styles', 'styles')}${override('sharedStrings', 'sharedStrings')}</Types>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

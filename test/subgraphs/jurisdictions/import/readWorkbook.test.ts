import { strToU8, zipSync } from 'fflate';
import { ImportError, type ImportErrorCode } from '../../../../subgraphs/jurisdictions/import/importError';
import { readWorkbook } from '../../../../subgraphs/jurisdictions/import/readWorkbook';
import { type SheetCell, writeWorkbook } from '../../../kit/workbook';

const SHEET = 'xl/worksheets/sheet1.xml';

function cellsOf(rows: readonly (readonly SheetCell[])[]) {
  return readWorkbook(writeWorkbook(rows)).map(({ rowNumber, cells }) => [rowNumber, Object.fromEntries(cells)]);
}

function refusal(bytes: Uint8Array): { code: ImportErrorCode; message: string } | null {
  try {
    readWorkbook(bytes);
  } catch (error) {
    if (error instanceof ImportError) return { code: error.code, message: error.message };
    throw error;
  }
  return null;
}

const invalid = { code: 'WORKBOOK_INVALID', message: 'The file is not a readable xlsx workbook.' };
const tooLarge = { code: 'WORKBOOK_TOO_LARGE', message: 'The workbook holds more than an agency list can hold.' };

describe('readWorkbook', () => {
  it('reads text, rich text, inline text, numbers, errors and days with their row numbers', () => {
    const cells = [
      'plain & "so"',
      { rich: ['ri', 'ch'] },
      { inline: ' in ' },
      46_000,
      { error: '#N/A' },
      { serial: 46_000 },
    ];
    expect(cellsOf([[], cells])).toEqual([
      [
        2,
        {
          0: { text: 'plain & "so"', link: null, date: null },
          1: { text: 'rich', link: null, date: null },
          2: { text: ' in ', link: null, date: null },
          3: { text: '46000', link: null, date: null },
          4: { text: '#N/A', link: null, date: null },
          5: { text: '46000', link: null, date: '2025-12-09' },
        },
      ],
    ]);
  });

  it('gives the address behind a cell, and each cell of a linked range', () => {
    const link = 'https://www.ice.gov/a?b=1&c=2';
    const range = `<worksheet><sheetData/><hyperlinks><hyperlink ref="B2:C2" id="rId1"/></hyperlinks></worksheet>`;
    const linked = writeWorkbook([['', { text: 'link', link }]], { parts: { [SHEET]: range } });
    expect(cellsOf([[{ text: 'link', link }]])).toEqual([[1, { 0: { text: 'link', link, date: null } }]]);
    expect(readWorkbook(linked).map(({ cells }) => [...cells.keys()])).toEqual([[1, 2]]);
  });

  it('reads the address of a HYPERLINK formula', () => {
    const sheet = `<worksheet><sheetData><row><c t="str"><f>HYPERLINK("https://www.ice.gov/a","link")</f><v>link</v></c></row></sheetData></worksheet>`;
    const [row] = readWorkbook(writeWorkbook([], { parts: { [SHEET]: sheet } }));
    expect(row?.cells.get(0)).toEqual({ text: 'link', link: 'https://www.ice.gov/a', date: null });
  });

  it('counts days from 1904 where the workbook does', () => {
    const book = `<workbook><workbookPr date1904="1"/><sheets><sheet id="rId1"/></sheets></workbook>`;
    const [row] = readWorkbook(writeWorkbook([[{ serial: 44_538 }]], { parts: { 'xl/workbook.xml': book } }));
    expect(row?.cells.get(0)?.date).toBe('2025-12-09');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['noise', strToU8('PK\u0003\u0004 and then noise')],
    ['a half workbook', writeWorkbook([['a']]).slice(0, 900)],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('a') })],
    ['a sheet of broken XML', writeWorkbook([], { parts: { [SHEET]: '<worksheet><row>' } })],
    ['a cell that names a missing string', writeWorkbook([['a']], { parts: { 'xl/sharedStrings.xml': '<sst/>' } })],
    [
      'an entity declaration',
      writeWorkbook([['a']], { parts: { 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst/>' } }),
    ],
    [
      'a sheet outside the workbook',
      writeWorkbook([], {
        parts: { 'xl/_rels/workbook.xml.rels': '<a><Relationship Id="rId1" Target="../../../etc/passwd"/></a>' },
      }),
    ],
  ])('refuses %s with one sentence', (_, bytes) => {
    expect(refusal(bytes)).toEqual(invalid);
  });

  it('refuses a part that declares more than 64 MiB, before inflating it', () => {
    const bomb = zipSync({ [SHEET]: new Uint8Array(65 * 1024 * 1024) });
    const rss = process.memoryUsage().rss;
    expect(bomb.length).toBeLessThan(100_000);
    expect(refusal(bomb)).toEqual(tooLarge);
    expect(process.memoryUsage().rss - rss).toBeLessThan(32 * 1024 * 1024);
  });

  it('does not inflate a part past the size it declares', () => {
    const bomb = zipSync({ [SHEET]: new Uint8Array(8 * 1024 * 1024) });
    const bytes = Buffer.from(bomb);
    bytes.writeUInt32LE(10, bytes.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 24);
    expect(refusal(bytes)).toEqual(invalid);
  });

  it('refuses more rows and longer cells than a list has', () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(20_001);
    const sheet = `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
    expect(refusal(writeWorkbook([], { parts: { [SHEET]: sheet } }))).toEqual(tooLarge);
    expect(refusal(writeWorkbook([['a'.repeat(4_001)]]))).toEqual(tooLarge);
  });
});

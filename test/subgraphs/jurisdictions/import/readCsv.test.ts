import { readCsv, splitRecords } from '../../../../subgraphs/jurisdictions/import/readCsv';
import { readList } from '../../../../subgraphs/jurisdictions/import/readList';

describe('readCsv', () => {
  it('reads quotes, doubled quotes, line ends inside quotes, CRLF and a byte order mark', () => {
    const rows = readCsv(Buffer.from('\uFEFFSTATE,A\r\n"AL,\nx","say ""so"""\r\n\r\nTX,\n'));
    expect(rows.map(({ rowNumber, cells }) => [rowNumber, [...cells.values()].map(({ text }) => text)])).toEqual([
      [1, ['STATE', 'A']],
      [2, ['AL,\nx', 'say "so"']],
      [3, []],
      [4, ['TX']],
    ]);
  });

  it('takes a cell that is a web address for its own link', () => {
    const [row] = readCsv(Buffer.from('https://www.ice.gov/a,link'));
    expect([...(row?.cells.values() ?? [])].map(({ link }) => link)).toEqual(['https://www.ice.gov/a', null]);
  });

  it.each([
    ['a quote left open', Buffer.from('a,"b')],
    ['a quote inside a bare field', Buffer.from('a"b,c')],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff])],
    ['a zero byte', Buffer.from('a\0b')],
  ])('refuses %s', (_, bytes) => {
    expect(() => readCsv(bytes)).toThrow(expect.objectContaining({ code: 'CSV_INVALID' }));
  });

  it('keeps a last empty field and opens no record after the last line end', () => {
    expect(splitRecords('a,\nb')).toEqual([['a', ''], ['b']]);
    expect(splitRecords('')).toEqual([]);
  });

  it('is chosen by content, not by name', () => {
    const csv = 'STATE,LAW ENFORCEMENT AGENCY,SUPPORT TYPE\nTEXAS,TEST-A,Task Force\n';
    expect(readList(Buffer.from(csv))).toMatchObject({
      kind: 'PENDING',
      columns: ['STATE', 'LAW ENFORCEMENT AGENCY', 'SUPPORT TYPE'],
    });
  });
});

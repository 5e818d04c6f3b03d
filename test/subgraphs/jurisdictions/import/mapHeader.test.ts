import { mapHeader } from '../../../../subgraphs/jurisdictions/import/mapHeader';
import type { GridRow } from '../../../../subgraphs/jurisdictions/import/rawList';

function grid(...rows: readonly string[][]): GridRow[] {
  return rows.map((texts, index) => ({
    rowNumber: index + 1,
    cells: new Map(texts.map((text, column) => [column, { text, link: null, date: null }] as const)),
  }));
}

const row = ['TEXAS', 'TEST-A', 'x', 'x', 'x', 'x', 'x', 'x'];

describe('mapHeader', () => {
  it.each([
    ['2021', ['STATE', 'LAW ENFORCEMENT AGENCY', 'SUPPORT TYPE', 'SIGNED', 'MOA'], 'PARTICIPATING'],
    ['early 2025', ['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'SUPPORT TYPE', 'SIGNED', 'MOA'], 'PARTICIPATING'],
    [
      'spring 2025',
      ['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'COUNTY', 'SUPPORT TYPE', 'SIGNED', 'MOA'],
      'PARTICIPATING',
    ],
    [
      'mid-2025',
      ['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'COUNTY', 'SUPPORT TYPE', 'SIGNED', 'MOA', 'ADDENDUM'],
      'PARTICIPATING',
    ],
    ['pending lists', ['STATE', 'LAW ENFORCEMENT AGENCY', 'TYPE', 'COUNTY', 'SUPPORT TYPE'], 'PENDING'],
  ])('knows the header of %s', (_, header, kind) => {
    expect(mapHeader(grid(header, row))).toMatchObject({ kind, columns: header });
  });

  it('finds the header below a title, and leaves out blank rows and foreign columns', () => {
    const list = mapHeader(
      grid(
        ['A title'],
        [' State ', 'Note', 'Law Enforcement\nAgency', 'SUPPORT TYPE'],
        [],
        ['TEXAS', 'n', 'TEST-A', 'x'],
      ),
    );
    expect(list.rows.map(({ rowNumber, cells }) => [rowNumber, Object.keys(cells)])).toEqual([
      [4, ['STATE', 'LAW ENFORCEMENT AGENCY', 'SUPPORT TYPE']],
    ]);
  });

  it('refuses a row that no text column could keep', () => {
    const header = ['STATE', 'LAW ENFORCEMENT AGENCY', 'SUPPORT TYPE'];
    const wide = ['TEXAS', '\u00e4'.repeat(16_000), 'x'];
    expect(() => mapHeader(grid(header, wide))).toThrow(expect.objectContaining({ code: 'ROW_TOO_LARGE' }));
  });

  it('refuses a sheet without the header, and one without rows', () => {
    const header = ['STATE', 'LAW ENFORCEMENT AGENCY', 'SUPPORT TYPE'];
    expect(() => mapHeader(grid(['STATE', 'constructor']))).toThrow(
      expect.objectContaining({ code: 'HEADER_UNKNOWN' }),
    );
    expect(() => mapHeader(grid(header, ['\u00a0', ' ']))).toThrow(expect.objectContaining({ code: 'LIST_EMPTY' }));
  });
});

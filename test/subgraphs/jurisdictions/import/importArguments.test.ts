import { readImportArguments } from '../../../../subgraphs/jurisdictions/import/importArguments';

const today = '2026-05-18';

describe('readImportArguments', () => {
  it('reads a file alone', () => {
    expect(readImportArguments(['list.xlsx'], today)).toEqual({
      path: 'list.xlsx',
      acceptedReason: null,
      listedOn: null,
    });
  });

  it('reads reason and day in any order', () => {
    const words = ['--accept', ' TEST-reason ', 'list.xlsx', '--listed-on=2026-05-18'];
    expect(readImportArguments(words, today)).toEqual({
      path: 'list.xlsx',
      acceptedReason: 'TEST-reason',
      listedOn: '2026-05-18',
    });
  });

  it.each([
    ['no file', []],
    ['two files', ['a.xlsx', 'b.xlsx']],
    ['no reason', ['a.xlsx', '--accept']],
    ['an empty reason', ['a.xlsx', '--accept', ' ']],
    ['a reason of 501 characters', ['a.xlsx', '--accept', 'a'.repeat(501)]],
    ['no day of the calendar', ['a.xlsx', '--listed-on', '2026-02-30']],
    ['a day with a time', ['a.xlsx', '--listed-on', '2026-02-03T00:00']],
    ['a day to come', ['a.xlsx', '--listed-on', '2026-05-19']],
    ['an unknown option', ['a.xlsx', '--force']],
  ])('refuses %s', (_, words) => {
    expect(() => readImportArguments(words, today)).toThrow(
      expect.objectContaining({
        code: 'ARGUMENTS_INVALID',
        message: 'Usage: npm run import -- FILE [--accept "REASON"] [--listed-on YYYY-MM-DD].',
      }),
    );
  });
});

import { cleanDay } from '../../../../subgraphs/jurisdictions/import/cleanDay';

describe('cleanDay', () => {
  it.each([
    ['2020-06-09', '2020-06-09', null],
    ['2020-06-09 00:00:00', '2020-06-09', null],
    ['2020-06-09T00:00:00.000Z', '2020-06-09', null],
    ['5/8/2025', '2025-05-08', null],
    ['05-08-2025', '2025-05-08', null],
    ['5/8/25', '2025-05-08', null],
    ['May 8, 2025', '2025-05-08', null],
    ['46000', '2025-12-09', null],
    ['5025-07-07', '5025-07-07', null],
    ['05/082025', '2025-05-08', 'SIGNED_REPAIRED'],
    ['0508/2025', '2025-05-08', 'SIGNED_REPAIRED'],
    ['05//08/2025', '2025-05-08', 'SIGNED_REPAIRED'],
    ['7/722025', null, 'SIGNED_UNREADABLE'],
    ['2/30/2025', null, 'SIGNED_UNREADABLE'],
    ['soon', null, 'SIGNED_UNREADABLE'],
    ['\u00a0', null, 'SIGNED_MISSING'],
  ])('reads %j as %j', (text, day, issue) => {
    expect(cleanDay({ text, link: null, date: null })).toEqual({ day, issue });
  });

  it("believes Excel's own day, and reports a cell that is not there", () => {
    expect(cleanDay({ text: '46000', link: null, date: '2025-12-09' })).toEqual({ day: '2025-12-09', issue: null });
    expect(cleanDay(undefined)).toEqual({ day: null, issue: 'SIGNED_MISSING' });
  });
});

import { listRow, prepareRows } from '../../../kit/agencyList';
import { appliedListing } from '../../../kit/appliedListing';

const known = prepareRows([listRow()]);
const previous = appliedListing(known);
const fresh = { 'LAW ENFORCEMENT AGENCY': "TEST-Mobile County Sheriff's Office", COUNTY: 'Mobile County' };

/** The signed day taken from the last of some rows, and the codes noted. */
function signed(cells: Parameters<typeof listRow>[0], before = previous) {
  const prepared = prepareRows([listRow(), listRow(cells)], { previous: before });
  return [prepared.rows.at(-1)?.clean.signedOn, prepared.needsReview.map(({ code }) => code)];
}

describe('reviewSignedDays', () => {
  it.each([
    ['after the list', '2026-05-19', null, ['SIGNED_IMPLAUSIBLE']],
    ['in a far year', '5025-07-07', null, ['SIGNED_IMPLAUSIBLE']],
    ['ten years before a first listing', '2016-03-19', null, ['SIGNED_IMPLAUSIBLE']],
    ['301 days before the list that had it not', '2025-07-21', null, ['SIGNED_IMPLAUSIBLE']],
    ['300 days before the list that had it not', '2025-07-22', '2025-07-22', []],
    ['on the day of the list', '2026-05-18', '2026-05-18', []],
  ])('judges a day %s', (_, SIGNED, day, codes) => {
    expect(signed({ ...fresh, SIGNED })).toEqual([day, codes]);
  });

  it('believes old days on a first list, where nobody knows who is new', () => {
    expect(prepareRows([listRow({ SIGNED: '2020-06-09' })]).rows[0]?.clean.signedOn).toBe('2020-06-09');
  });

  it('believes the old day of an agreement that is listed again', () => {
    const entries = prepareRows([listRow(), listRow({ ...fresh, SIGNED: '2020-06-09' })]);
    const before = appliedListing(known, appliedListing(entries));
    expect(signed({ ...fresh, SIGNED: '2020-06-09' }, before)).toEqual(['2020-06-09', []]);
  });

  it('believes the old day of an agreement listed again whose day was never known', () => {
    const first = prepareRows([listRow(), listRow({ ...fresh, SIGNED: '' })]);
    const before = appliedListing(known, appliedListing(first));
    expect(signed({ ...fresh, SIGNED: '2020-06-09' }, before)).toEqual(['2020-06-09', []]);
  });

  it('lets an old day be corrected by a little, not by a year', () => {
    const before = appliedListing(prepareRows([listRow(), listRow({ ...fresh, SIGNED: '2020-06-09' })]));
    expect(signed({ ...fresh, SIGNED: '2020-06-08' }, before)).toEqual(['2020-06-08', []]);
    expect(signed({ ...fresh, SIGNED: '2019-06-09' }, before)).toEqual([null, ['SIGNED_IMPLAUSIBLE']]);
  });

  it('measures from the first list of an agreement, not from the latest, when its day was never known', () => {
    const rows = (SIGNED: string) => [listRow(), listRow({ ...fresh, SIGNED })];
    const first = appliedListing(prepareRows(rows(''), { listedOn: '2025-07-01' }));
    const before = appliedListing(prepareRows(rows(''), { previous: first }), first);
    expect(signed({ ...fresh, SIGNED: '2025-06-20' }, before)).toEqual(['2025-06-20', []]);
    expect(signed({ ...fresh, SIGNED: '2024-06-20' }, before)).toEqual([null, ['SIGNED_IMPLAUSIBLE']]);
  });

  it('keeps what the cell said beside the doubt', () => {
    const prepared = prepareRows([listRow({ SIGNED: '5025-07-07' })]);
    expect(prepared.rows[0]?.raw.cells.SIGNED?.text).toBe('5025-07-07');
    expect(prepared.needsReview).toEqual([
      {
        code: 'SIGNED_IMPLAUSIBLE',
        rowNumber: 2,
        field: 'SIGNED',
        message: 'Signed date cannot be right for this listing: "5025-07-07".',
      },
    ]);
  });
});

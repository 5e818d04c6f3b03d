import { comparePublications } from '../../../../subgraphs/jurisdictions/import/comparePublications';
import type { PreviousEntry } from '../../../../subgraphs/jurisdictions/import/previousListing';
import { listRow, prepareRows } from '../../../kit/agencyList';
import { appliedListing } from '../../../kit/appliedListing';
import type { SheetCell } from '../../../kit/workbook';

const url = 'https://www.ice.gov/doclib/287gMOA/TEST-Baldwin_WSO.pdf';
const other = 'https://www.ice.gov/doclib/287gMOA/TEST-other.pdf';

/** The changes between a sound row and the same row with other cells. */
function changes(cells: Readonly<Record<string, SheetCell>>, before: Readonly<Record<string, SheetCell>> = {}) {
  const previous = appliedListing(prepareRows([listRow(before)]));
  return prepareRows([listRow(cells)], { previous }).events.map((event) => [event.code, event.before, event.after]);
}

describe('comparePublications', () => {
  it('lists all agreements of a first list', () => {
    expect(prepareRows([listRow()]).events).toEqual([
      {
        code: 'LISTED',
        agencySlug: 'AL-test-baldwin-county-sheriffs-office',
        agencyName: "TEST-Baldwin County Sheriff's Office",
        state: 'AL',
        model: 'WSO',
        rowNumber: 2,
        before: null,
        after: null,
      },
    ]);
  });

  it('finds nothing between a list and itself', () => {
    expect(changes({})).toEqual([]);
  });

  it.each([
    ['MOA_POSTED', {}, { MOA: 'link pending' }, [null, url]],
    ['MOA_CHANGED', { MOA: { text: 'link', link: other } }, {}, [url, other]],
    ['SIGNED_DATE_CORRECTED', { SIGNED: '2025-12-10' }, {}, ['2025-12-09', '2025-12-10']],
    ['SIGNED_DATE_CORRECTED', {}, { SIGNED: '' }, [null, '2025-12-09']],
    ['ADDENDUM_ADDED', { ADDENDUM: { text: 'link', link: other } }, {}, [null, other]],
  ])('reports %s', (code, cells, before, change) => {
    expect(changes(cells, before)).toEqual([[code, ...change]]);
  });

  it('reports RENAMED where the alias table unites two names', () => {
    const iuka = { STATE: 'MISSISSIPPI', COUNTY: 'Tishomingo County' };
    const before = { ...iuka, 'LAW ENFORCEMENT AGENCY': 'Luka Police Department' };
    expect(changes({ ...iuka, 'LAW ENFORCEMENT AGENCY': 'Iuka Police Department' }, before)).toEqual([
      ['RENAMED', 'Luka Police Department', 'Iuka Police Department'],
    ]);
  });

  it('changes nothing for a date or a link that is lost, and notes the link', () => {
    const previous = appliedListing(prepareRows([listRow()]));
    const prepared = prepareRows([listRow({ SIGNED: '', MOA: 'link pending' })], { previous });
    expect(prepared.events).toEqual([]);
    expect(prepared.needsReview.map(({ code }) => code)).toEqual(['SIGNED_MISSING', 'MOA_LINK_LOST']);
  });

  it('reports DELISTED once, and RELISTED when the agreement comes back', () => {
    const rest = listRow({ STATE: 'TEXAS', COUNTY: 'Harris County' });
    const first = appliedListing(prepareRows([listRow(), rest]));
    const without = prepareRows([rest], { previous: first });
    const second = appliedListing(without, first);
    const codes = (rows: SheetCell[][]) => prepareRows(rows, { previous: second }).events.map(({ code }) => code);
    expect(without.delisted.map(({ agencyName, state }) => [agencyName, state])).toEqual([
      ["TEST-Baldwin County Sheriff's Office", 'AL'],
    ]);
    expect([codes([rest]), codes([listRow(), rest])]).toEqual([[], ['RELISTED']]);
  });

  it('takes no agreement for gone whose agency has a row of an unknown model', () => {
    const { entries } = appliedListing(prepareRows([listRow()]));
    const [entry] = entries as [PreviousEntry];
    const previous = { listedOn: '2026-05-14', entries: [entry] };
    const none = { agreements: [], unsettledSlugs: new Set<string>() };
    const unsettled = { agreements: [], unsettledSlugs: new Set([entry.agencySlug]) };
    expect(comparePublications(previous, none).map(({ code }) => code)).toEqual(['DELISTED']);
    expect(comparePublications(previous, unsettled)).toEqual([]);
  });
});

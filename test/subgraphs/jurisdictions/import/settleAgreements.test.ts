import { listRow, prepareRows } from '../../../kit/agencyList';

const pending = { MOA: 'link pending' };
const uses = (rows: Parameters<typeof prepareRows>[0]) => prepareRows(rows).rows.map(({ use }) => use);

describe('settleAgreements', () => {
  it('prefers the posted agreement, then the latest day, then the first row', () => {
    expect(uses([listRow(pending), listRow()])).toEqual(['DUPLICATE', 'AGREEMENT']);
    expect(uses([listRow({ SIGNED: '2025-12-01' }), listRow()])).toEqual(['DUPLICATE', 'AGREEMENT']);
    expect(uses([listRow(), listRow()])).toEqual(['AGREEMENT', 'DUPLICATE']);
  });

  it('keeps two models of an agency apart', () => {
    expect(uses([listRow(), listRow({ 'SUPPORT TYPE': 'Task Force Model' })])).toEqual(['AGREEMENT', 'AGREEMENT']);
  });

  it('makes no agreement of a row without state, agency or model', () => {
    const rows = [
      listRow({ STATE: 'TEXXAS' }),
      listRow({ 'LAW ENFORCEMENT AGENCY': null }),
      listRow({ 'SUPPORT TYPE': '?' }),
    ];
    expect(uses(rows)).toEqual(['UNUSABLE', 'UNUSABLE', 'UNUSABLE']);
  });
});

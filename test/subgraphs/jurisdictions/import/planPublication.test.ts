import { Agreement } from '../../../../subgraphs/jurisdictions/Agreement.entity';
import { ListRow } from '../../../../subgraphs/jurisdictions/ListPublication.entity';
import type { Store } from '../../../../subgraphs/kit/store';
import { listHeader, listRow } from '../../../kit/agencyList';
import { agenciesOf, agreementsOf, filledTables, forgetLists, importRows } from '../../../kit/listImport';
import { ENGINES, openTestStores, type TestStores } from '../../../kit/stores';
import { type SheetCell, writeWorkbook } from '../../../kit/workbook';

const may14 = { listedOn: '2026-05-14' };
const may16 = { listedOn: '2026-05-16' };
const BALDWIN = "TEST-Baldwin County Sheriff's Office";
const MOBILE = "TEST-Mobile County Sheriff's Office";
const otherUrl = 'https://www.ice.gov/doclib/287gMOA/TEST-other.pdf';
const other = { text: 'link', link: otherUrl };
const mobile = listRow({ 'LAW ENFORCEMENT AGENCY': MOBILE, COUNTY: 'Mobile County', MOA: 'Link pending' });

describe.each(ENGINES)('planPublication on %s', (engine) => {
  let test: TestStores;
  let store: Store;
  beforeAll(async () => {
    test = await openTestStores(engine);
    store = test.stores.jurisdictions.operational;
  });
  beforeEach(() => forgetLists(store));
  afterAll(() => test.close());

  it('keeps raw and clean row beside the agreement and nothing of the staging', async () => {
    await importRows(store, [listRow({ COUNTY: '\nBaldwin County ' })]);
    const [row] = await store.reads.getRepository(ListRow).find();
    const [agreement] = await store.reads.getRepository(Agreement).find();
    expect(row).toMatchObject({ sheetRow: 2, usedAs: 'AGREEMENT', agreementId: agreement?.id });
    expect(JSON.parse(row?.rawCells ?? '').COUNTY).toEqual({ text: '\nBaldwin County ', link: null, date: null });
    expect(JSON.parse(row?.cleanRow ?? '').countyGeoid).toBe('01003');
    expect(Object.keys(await filledTables(store)).filter((table) => table.startsWith('staged'))).toEqual([]);
  });

  it('counts a repeated agreement once and keeps both rows', async () => {
    const report = await importRows(store, [listRow(), listRow({ SIGNED: '2025-11-01' })]);
    expect(report.needsReview).toEqual([
      {
        row: 3,
        field: 'LAW ENFORCEMENT AGENCY',
        code: 'DUPLICATE',
        reason: `Agreement stands more than once on the list: "${BALDWIN}, AL, WSO".`,
      },
    ]);
    const rows = await store.reads.getRepository(ListRow).find({ order: { sheetRow: 'ASC' } });
    expect(rows.map(({ usedAs }) => usedAs)).toEqual(['AGREEMENT', 'DUPLICATE']);
    expect(new Set(rows.map(({ agreementId }) => agreementId)).size).toBe(1);
    expect(await agreementsOf(store)).toMatchObject([{ signedOn: '2025-12-09' }]);
  });

  it('keeps one agency under the name of the alias table and notes each spelling', async () => {
    const [listed, name] = ['Luka Police Department', 'Iuka Police Department'];
    const cells = { STATE: 'MISSISSIPPI', COUNTY: '#N/A' };
    await importRows(store, [listRow({ ...cells, 'LAW ENFORCEMENT AGENCY': listed })], may14);
    expect(await agenciesOf(store)).toMatchObject([{ name, aliases: [listed] }]);
    await importRows(store, [listRow({ ...cells, 'LAW ENFORCEMENT AGENCY': name })], may16);
    expect((await agenciesOf(store)).length).toBe(1);
    expect((await agreementsOf(store))[0]?.events).toEqual(['2026-05-14 LISTED', '2026-05-16 RENAMED']);
    await importRows(store, [listRow({ ...cells, 'LAW ENFORCEMENT AGENCY': name, ADDENDUM: other })]);
    expect((await agreementsOf(store))[0]?.events).toContain('2026-05-18 ADDENDUM_ADDED');
    expect((await agreementsOf(store))[0]?.events.length).toBe(3);
  });

  it('fills what an agency lacked from a later list, and overwrites nothing', async () => {
    const withoutType = {
      TYPE: '#N/A',
      COUNTY: '#N/A',
      'LAW ENFORCEMENT AGENCY': 'TEST-Sawgrass Police',
      STATE: 'TEXAS',
    };
    await importRows(store, [listRow(withoutType)], may14);
    expect(await agenciesOf(store)).toMatchObject([{ hasOffice: false, areas: [] }]);
    await importRows(store, [listRow({ ...withoutType, TYPE: 'Municipality', COUNTY: 'Harris County' })], may16);
    expect(await agenciesOf(store)).toMatchObject([{ hasOffice: true, areas: ['48201'] }]);
    await importRows(store, [listRow({ ...withoutType, TYPE: 'Municipality', COUNTY: 'Bexar County' })]);
    expect(await agenciesOf(store)).toMatchObject([{ areas: ['48201'] }]);
  });

  it('adds PENDING agreements of a pending list, changes nothing else, and makes them ACTIVE once listed', async () => {
    const columns = [0, 1, 2, 3, 4];
    const pending = (rows: readonly SheetCell[][]) =>
      writeWorkbook([listHeader, ...rows].map((row) => columns.map((column) => row[column] ?? null)));
    await importRows(store, [listRow()], may14);
    const [active] = await agreementsOf(store);
    const bytes = pending([listRow({ COUNTY: 'Mobile County' }), mobile]);
    const report = await importRows(store, [], { ...may16, bytes });
    expect(report).toMatchObject({ applied: true, kind: 'PENDING', new: 1, changed: 0, delisted: [] });
    const added = { agency: MOBILE, status: 'PENDING', firstListedOn: null, listedName: null, events: [] };
    expect(await agreementsOf(store)).toMatchObject([active, added]);
    await importRows(store, [listRow(), mobile]);
    expect((await agreementsOf(store))[1]).toMatchObject({
      ...{ agency: MOBILE, model: 'WSO', status: 'ACTIVE' },
      events: ['2026-05-18 LISTED'],
    });
  });
});

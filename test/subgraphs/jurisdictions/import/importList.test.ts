import { insertJurisdictions } from '../../../../subgraphs/demonstration/jurisdictions';
import { Agreement } from '../../../../subgraphs/jurisdictions/Agreement.entity';
import { readKnown } from '../../../../subgraphs/jurisdictions/import/readKnown';
import { ListPublication } from '../../../../subgraphs/jurisdictions/ListPublication.entity';
import type { Store } from '../../../../subgraphs/kit/store';
import { unitOfWork } from '../../../../subgraphs/kit/unitOfWork';
import { listRow, prepareRows } from '../../../kit/agencyList';
import { appliedListing } from '../../../kit/appliedListing';
import { agenciesOf, agreementsOf, filledTables, forgetLists, importRows } from '../../../kit/listImport';
import { ENGINES, openTestStores, type TestStores } from '../../../kit/stores';
import type { SheetCell } from '../../../kit/workbook';

const may14 = { listedOn: '2026-05-14' };
const may16 = { listedOn: '2026-05-16' };
const BALDWIN = "TEST-Baldwin County Sheriff's Office";
const MOBILE = "TEST-Mobile County Sheriff's Office";
const moaUrl = 'https://www.ice.gov/doclib/287gMOA/TEST-Baldwin_WSO.pdf';
const otherUrl = 'https://www.ice.gov/doclib/287gMOA/TEST-other.pdf';
const other = { text: 'link', link: otherUrl };
const mobile = listRow({ 'LAW ENFORCEMENT AGENCY': MOBILE, COUNTY: 'Mobile County', MOA: 'Link pending' });
const baldwinJem = listRow({ 'SUPPORT TYPE': 'Jail Enforcement Model' });
const acceptedReason = 'TEST-checked by telephone';

const statuses = async (store: Store) =>
  (await agreementsOf(store)).map(({ agency, model, status, events }) => ({ agency, model, status, events }));

/** Rows of so many invented agencies. */
function many(count: number): SheetCell[][] {
  return Array.from({ length: count }, (_, index) =>
    listRow({ 'LAW ENFORCEMENT AGENCY': `TEST-${index + 100} Police Department`, TYPE: 'Municipality' }),
  );
}

describe.each(ENGINES)('importList on %s', (engine) => {
  let test: TestStores;
  let store: Store;
  beforeAll(async () => {
    test = await openTestStores(engine);
    store = test.stores.jurisdictions.operational;
  });
  beforeEach(() => forgetLists(store));
  afterAll(() => test.close());

  it('publishes agencies, areas, field offices, agreements and their first event', async () => {
    const report = await importRows(store, [listRow(), baldwinJem]);
    expect(report).toMatchObject({ applied: true, already: false, rows: 2, agreements: 2, agencies: 1, new: 2 });
    const place = { kind: 'SHERIFF', level: 'COUNTY', stateAbbr: 'AL', hasOffice: true, areas: ['01003'], aliases: [] };
    expect(await agenciesOf(store)).toEqual([
      { slug: 'AL-test-baldwin-county-sheriffs-office', name: BALDWIN, ...place },
    ]);
    const listed = { firstListedOn: '2026-05-18', lastListedOn: '2026-05-18', delistedOn: null, listedName: BALDWIN };
    const moa = { signedOn: '2025-12-09', moaStatus: 'POSTED', moaUrl, addendumUrl: null };
    const rest = { status: 'ACTIVE', ...moa, ...listed, version: 1, events: ['2026-05-18 LISTED'] };
    expect(await agreementsOf(store)).toEqual([
      { agency: BALDWIN, model: 'JEM', ...rest },
      { agency: BALDWIN, model: 'WSO', ...rest },
    ]);
  });

  it('changes nothing when the same file comes again', async () => {
    const first = await importRows(store, [listRow(), listRow()]);
    const before = [await agreementsOf(store), await filledTables(store)];
    const again = { ...first, applied: false, already: true, new: 0 };
    expect(await importRows(store, [listRow(), listRow()], may14)).toEqual(again);
    expect([await agreementsOf(store), await filledTables(store)]).toEqual(before);
  });

  it('follows a changed address and keeps those, and the day, that the next list lost', async () => {
    await importRows(store, [listRow()], may14);
    expect(await importRows(store, [listRow({ MOA: other, ADDENDUM: other })], may16)).toMatchObject({ changed: 1 });
    const report = await importRows(store, [listRow({ MOA: 'Link pending', SIGNED: '' })]);
    expect(report.needsReview.map(({ code }) => code)).toEqual(['SIGNED_MISSING', 'MOA_LINK_LOST']);
    expect(await agreementsOf(store)).toMatchObject([
      {
        ...{ signedOn: '2025-12-09', moaStatus: 'ADDENDUM_POSTED', moaUrl: otherUrl, addendumUrl: otherUrl },
        ...{ firstListedOn: '2026-05-14', lastListedOn: '2026-05-18', version: 3 },
        events: ['2026-05-14 LISTED', '2026-05-16 MOA_CHANGED', '2026-05-16 ADDENDUM_ADDED'],
      },
    ]);
  });

  it('R29: what leaves the list is DELISTED_UNKNOWN, and ACTIVE again when it comes back', async () => {
    await importRows(store, [listRow(), mobile], may14);
    const report = await importRows(store, [mobile], { ...may16, acceptedReason });
    expect(report.delisted).toEqual([{ agency: BALDWIN, state: 'AL', model: 'WSO' }]);
    const gone = { agency: BALDWIN, model: 'WSO', status: 'DELISTED_UNKNOWN' };
    const events = ['2026-05-14 LISTED', '2026-05-16 DELISTED'];
    expect((await statuses(store))[0]).toEqual({ ...gone, events });
    const relisting = await importRows(store, [mobile, listRow()]);
    expect(relisting).toMatchObject({
      new: 0,
      delisted: [],
      relisted: [{ agency: BALDWIN, state: 'AL', model: 'WSO' }],
    });
    expect((await statuses(store))[0]).toEqual({
      ...gone,
      status: 'ACTIVE',
      events: [...events, '2026-05-18 RELISTED'],
    });
  });

  it.each(['SUSPENDED', 'TERMINATED', 'SUPERSEDED'])('leaves %s as a person set it', async (status) => {
    await importRows(store, [listRow(), mobile], may14);
    await unitOfWork(store, (manager) => manager.update(Agreement, { signedOn: '2025-12-09' }, { status }));
    await importRows(store, [mobile], { ...may16, acceptedReason });
    expect((await agreementsOf(store))[0]).toMatchObject({ status, delistedOn: '2026-05-16' });
    await importRows(store, [mobile, listRow()]);
    expect((await agreementsOf(store))[0]).toMatchObject({ status, delistedOn: null });
  });

  it('never delists what no list ever had', async () => {
    await unitOfWork(store, insertJurisdictions);
    await importRows(store, [listRow()]);
    await importRows(store, [listRow(), mobile], { listedOn: '2026-05-19' });
    const demonstration = (await agreementsOf(store)).filter(({ listedName }) => listedName === null);
    expect(demonstration.map(({ status, version }) => [status, version])).toEqual(Array(5).fill(['ACTIVE', 1]));
    await unitOfWork(store, async (manager) => {
      for (const table of ['detention_agreement', 'agency_ori', 'facility_agency', 'facility'])
        await manager.query(`DELETE FROM ${table}`);
    });
  });

  it('quarantines with its report, applies nothing, and applies with a reason', async () => {
    await importRows(store, many(20), may14);
    const before = await agreementsOf(store);
    const refused = await importRows(store, many(18), may16);
    expect(refused).toMatchObject({
      applied: false,
      quarantine: ['Agreements have vanished within 2 days: 2 of 20.'],
      delisted: [{ agency: 'TEST-118 Police Department' }, { agency: 'TEST-119 Police Department' }],
    });
    expect(await agreementsOf(store)).toEqual(before);
    const publications = () => store.reads.getRepository(ListPublication).find({ order: { listedOn: 'ASC' } });
    expect((await publications()).map(({ status }) => status)).toEqual(['PUBLISHED', 'QUARANTINED']);
    expect((await filledTables(store))['list_report_part']).toBe(2);
    expect(await importRows(store, many(18), may16)).toEqual(refused);
    expect(await importRows(store, many(18), { ...may16, acceptedReason })).toEqual({ ...refused, applied: true });
    const [first, second] = await publications();
    expect(second).toMatchObject({ status: 'PUBLISHED', acceptedReason, previousId: first?.id });
    expect((await agreementsOf(store)).filter(({ status }) => status === 'DELISTED_UNKNOWN').length).toBe(2);
  });

  it('remembers exactly what the comparison needs of the lists before', async () => {
    const lists = [
      { rows: [listRow(), mobile, baldwinJem], ...may14 },
      { rows: [listRow({ MOA: other, SIGNED: '2025-12-01' }), mobile], ...may16 },
      { rows: [listRow({ MOA: 'Link pending' }), baldwinJem], listedOn: '2026-05-18' },
    ];
    let previous = null;
    for (const { rows, listedOn } of lists) {
      await importRows(store, rows, { listedOn, acceptedReason });
      previous = appliedListing(prepareRows(rows, { previous, listedOn }), previous);
      const known = (await readKnown(store)).previous;
      expect({ ...known, entries: new Set(known?.entries) }).toEqual({
        ...previous,
        entries: new Set(previous.entries),
      });
    }
  });

  it('refuses a list older than the one before and leaves no trace of it', async () => {
    await importRows(store, [listRow()]);
    const before = await filledTables(store);
    await expect(importRows(store, [listRow(), mobile], may14)).rejects.toMatchObject({ code: 'LIST_OUTDATED' });
    expect(await filledTables(store)).toEqual(before);
  });
});

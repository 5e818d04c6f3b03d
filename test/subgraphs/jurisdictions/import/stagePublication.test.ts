import { ListPublication } from '../../../../subgraphs/jurisdictions/ListPublication.entity';
import type { Store } from '../../../../subgraphs/kit/store';
import { unitOfWork } from '../../../../subgraphs/kit/unitOfWork';
import { listRow } from '../../../kit/agencyList';
import { agenciesOf, agreementsOf, filledTables, forgetLists, importRows } from '../../../kit/listImport';
import { ENGINES, openTestStores, type TestStores } from '../../../kit/stores';

const ours = [
  listRow(),
  listRow({ COUNTY: 'Mobile County', 'LAW ENFORCEMENT AGENCY': 'TEST-Mobile Police Department' }),
];
const theirs = [listRow({ 'SUPPORT TYPE': 'Jail Enforcement Model' })];
const overtaken = {
  code: 'IMPORT_OVERTAKEN',
  message: 'Another import went ahead meanwhile and nothing of this one is applied: run it again.',
};

/** Does something else in the first pause of an import, while it is half staged. */
function meanwhile(act: () => Promise<unknown>): { pause: () => Promise<void> } {
  let isDone = false;
  return {
    pause: async () => {
      if (isDone) return;
      isDone = true;
      await act();
    },
  };
}

const interruption = meanwhile.bind(null, () => Promise.reject(new Error('interrupted')));

describe.each(ENGINES)('stagePublication on %s', (engine) => {
  let test: TestStores;
  let store: Store;
  beforeAll(async () => {
    test = await openTestStores(engine);
    store = test.stores.jurisdictions.operational;
  });
  beforeEach(() => forgetLists(store));
  afterAll(() => test.close());

  const visible = async () => [await agenciesOf(store), await agreementsOf(store)];
  const statuses = async () =>
    (await store.reads.getRepository(ListPublication).find({ order: { id: 'ASC' } })).map(({ status }) => status);

  it('shows nothing while it stages', async () => {
    const seen: unknown[] = [];
    const pause = async () => {
      seen.push(await visible());
    };
    await importRows(store, ours, { pause });
    expect(seen.slice(0, 6)).toEqual(Array(6).fill([[], []]));
    expect((await agreementsOf(store)).length).toBe(2);
  });

  it('writes at most 100 rows at a time and waits between', async () => {
    const counts: number[] = [];
    const pause = async () => {
      counts.push(Object.values(await filledTables(store)).reduce((sum, count) => sum + count, 0));
    };
    const rows = Array.from({ length: 250 }, (_, index) => listRow({ 'LAW ENFORCEMENT AGENCY': `TEST-${index}` }));
    await importRows(store, rows, { pause });
    const staged = counts.slice(0, counts.indexOf(Math.max(...counts)));
    const steps = staged.map((count, index) => count - (staged[index - 1] ?? 0));
    expect(Math.max(...steps)).toBe(100);
    expect(staged.length).toBeGreaterThan(12);
  });

  it('tells its progress up to the end', async () => {
    const shares: number[] = [];
    await importRows(store, ours, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([...shares].sort());
    expect(shares.at(-1)).toBe(1);
  });

  it('leaves nothing visible when it is interrupted, and the next run of the file starts anew', async () => {
    await expect(importRows(store, ours, interruption())).rejects.toMatchObject({ code: 'IMPORT_FAILED' });
    expect([await visible(), await statuses()]).toEqual([[[], []], ['STAGED']]);
    await importRows(store, ours);
    expect(await statuses()).toEqual(['PUBLISHED']);
    expect(await filledTables(store)).toMatchObject({ list_row: 2, agreement: 2, agreement_event: 2, agency: 2 });
  });

  it('does not hinder another list while a stale one lies about', async () => {
    await expect(importRows(store, ours, interruption())).rejects.toMatchObject({ code: 'IMPORT_FAILED' });
    expect(await importRows(store, theirs)).toMatchObject({ applied: true, new: 1 });
    expect(await importRows(store, [...ours, ...theirs])).toMatchObject({ applied: true, new: 2, delisted: [] });
  });

  it('publishes one alone of two imports on the same base', async () => {
    const other = meanwhile(() => importRows(store, theirs));
    await expect(importRows(store, ours, other)).rejects.toMatchObject(overtaken);
    expect((await agreementsOf(store)).map(({ model }) => model)).toEqual(['JEM']);
    const again = await importRows(store, ours, { acceptedReason: 'TEST' });
    expect(again).toMatchObject({ applied: true, new: 2, delisted: [{ model: 'JEM' }] });
    expect(await statuses()).toEqual(['PUBLISHED', 'PUBLISHED']);
  });

  it('publishes one alone of two imports of the same file', async () => {
    const other = meanwhile(() => importRows(store, ours));
    await expect(importRows(store, ours, other)).rejects.toMatchObject(overtaken);
    expect(await filledTables(store)).toMatchObject({ list_publication: 1, list_row: 2, agreement: 2, agency: 2 });
    expect(await importRows(store, ours)).toMatchObject({ applied: false, already: true });
  });

  it('publishes nothing where an agency came into being meanwhile', async () => {
    const agency = { id: 'TEST', slug: 'AL-test-mobile-police-department', name: 'TEST', stateAbbr: 'AL' };
    const other = meanwhile(() => unitOfWork(store, (manager) => manager.insert('agency', agency)));
    await expect(importRows(store, ours, other)).rejects.toMatchObject(overtaken);
    expect([await agreementsOf(store), await statuses()]).toEqual([[], ['STAGED']]);
    expect(await importRows(store, ours)).toMatchObject({ applied: true, new: 2 });
    expect((await agenciesOf(store)).length).toBe(2);
  });

  it('keeps the word of a person who suspends an agreement meanwhile', async () => {
    await importRows(store, ours, { listedOn: '2026-05-14' });
    const other = meanwhile(() =>
      unitOfWork(store, (manager) => manager.update('agreement', { model: 'WSO' }, { status: 'SUSPENDED' })),
    );
    await importRows(store, theirs, { ...other, acceptedReason: 'TEST' });
    expect((await agreementsOf(store)).map(({ status, delistedOn }) => [status, delistedOn])).toEqual([
      ['ACTIVE', null],
      ['SUSPENDED', '2026-05-18'],
      ['SUSPENDED', '2026-05-18'],
    ]);
  });
});

import { ulid } from 'ulid';
import { FieldOffice } from '../../../subgraphs/jurisdictions/FieldOffice.entity';
import type { Store } from '../../../subgraphs/kit/store';
import { unitOfWork } from '../../../subgraphs/kit/unitOfWork';
import { ENGINES, openTestStores, type TestStores } from '../../kit/stores';

describe.each(ENGINES)('unitOfWork on %s', (engine) => {
  let test: TestStores;
  let store: Store;
  beforeAll(async () => {
    test = await openTestStores(engine);
    store = test.stores.jurisdictions.operational;
  });
  afterAll(() => test.close());

  const insert = (name: string) => unitOfWork(store, (manager) => manager.insert(FieldOffice, { id: ulid(), name }));
  const names = async () => (await store.reads.getRepository(FieldOffice).find()).map(({ name }) => name);

  it('takes back all of a unit that fails and nothing of its neighbours', async () => {
    const failing = unitOfWork(store, async (manager) => {
      await manager.insert(FieldOffice, { id: ulid(), name: 'TEST-half' });
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('refused');
    });
    const outcomes = await Promise.allSettled([insert('TEST-before'), failing, insert('TEST-after')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const present = await names();
    expect(present).toEqual(expect.arrayContaining(['TEST-before', 'TEST-after']));
    expect(present).not.toContain('TEST-half');
  });

  it('shows readers nothing that is not committed', async () => {
    let seen: readonly string[] = [];
    await unitOfWork(store, async (manager) => {
      await manager.insert(FieldOffice, { id: ulid(), name: 'TEST-pending' });
      seen = await names();
    });
    expect(seen).not.toContain('TEST-pending');
    expect(await names()).toContain('TEST-pending');
  });

  it('goes on after a failed unit', async () => {
    await expect(unitOfWork(store, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await insert('TEST-later');
    expect(await names()).toContain('TEST-later');
  });
});

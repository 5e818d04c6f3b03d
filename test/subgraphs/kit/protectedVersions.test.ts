import { versionLoader, writeVersion } from '../../../subgraphs/kit/protectedVersions';
import { unitOfWork } from '../../../subgraphs/kit/unitOfWork';
import { ImmigrationRecord } from '../../../subgraphs/warrants/ImmigrationRecord.entity';
import { immigrationRecords } from '../../../subgraphs/warrants/immigrationRecords';
import { callerAs } from '../../kit/callers';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

describe.each(ENGINES)('protected versions on %s', (engine) => {
  let test: TestStores;
  let stores: Parameters<typeof versionLoader<ImmigrationRecord, InstanceType<typeof immigrationRecords.head>>>[1];
  let first: ImmigrationRecord;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
    const { operational, protected: protectedStore } = test.stores.warrants;
    if (protectedStore === null) throw new Error('The protected store is not open.');
    stores = { operational, protected: protectedStore };
    first = await protectedStore.reads.getRepository(ImmigrationRecord).findOneByOrFail({ alienNumber: 'A000000101' });
  });
  afterAll(() => test.close());

  const nationality = async (): Promise<string | null> =>
    (await versionLoader(immigrationRecords, stores).load(first.entityId))?.nationality ?? null;
  const second = (): ImmigrationRecord => ({ ...first, rev: 2, actId: 'TESTACT'.padEnd(26, '0'), nationality: 'GTM' });

  it('are unseen until the act points to them', async () => {
    const point = await writeVersion(immigrationRecords, stores.protected, second());
    expect(await nationality()).toBe('HND');
    await unitOfWork(stores.operational, point);
    expect(await nationality()).toBe('GTM');
  });

  it('stay unseen when the act fails', async () => {
    const point = await writeVersion(immigrationRecords, stores.protected, { ...second(), rev: 3, nationality: 'SLV' });
    const act = unitOfWork(stores.operational, async (manager) => {
      await point(manager);
      throw new Error('refused');
    });
    await expect(act).rejects.toThrow('refused');
    expect(await nationality()).toBe('GTM');
  });

  it('answer a record of nulls for a person without one, and for one that has it the same shape', async () => {
    const source = '{ warrants(first: 50) { edges { node { subject { immigration { nationality } } } } } }';
    const { data } = await askSubgraph(
      { subgraph: 'warrants', stores: test.stores, caller: callerAs('inspector') },
      source,
    );
    const cleared = await askSubgraph(
      { subgraph: 'warrants', stores: test.stores, caller: callerAs('ice', { fieldOffice: 'Miami' }) },
      source,
    );
    expect(JSON.stringify(data)).not.toContain('nationality');
    expect(JSON.stringify(cleared.data)).toContain('"immigration":{"nationality":null}');
    expect(JSON.stringify(cleared.data)).toContain('"immigration":{"nationality":"TUR"}');
  });
});

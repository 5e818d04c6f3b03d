import { versionLoader, writeVersion } from '../../../subgraphs/kit/protectedVersions';
import { sweepVersions } from '../../../subgraphs/kit/sweepVersions';
import { unitOfWork } from '../../../subgraphs/kit/unitOfWork';
import { ImmigrationRecord } from '../../../subgraphs/warrants/ImmigrationRecord.entity';
import { immigrationRecords } from '../../../subgraphs/warrants/protectedTypes';
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
  const change = (to: string) => ({
    entityId: first.entityId,
    actId: 'TESTACT'.padEnd(26, '0'),
    writtenAt: NOW,
    factsFrom: (present: ImmigrationRecord | null) => ({ ...first, ...present, nationality: to }),
  });

  it('are unseen until the act points to them', async () => {
    const point = await writeVersion(immigrationRecords, stores, change('GTM'));
    expect(await nationality()).toBe('HND');
    await unitOfWork(stores.operational, point);
    expect(await nationality()).toBe('GTM');
  });

  it('stay unseen when the act fails', async () => {
    const point = await writeVersion(immigrationRecords, stores, change('SLV'));
    const act = unitOfWork(stores.operational, async (manager) => {
      await point(manager);
      throw new Error('refused');
    });
    await expect(act).rejects.toThrow('refused');
    expect(await nationality()).toBe('GTM');
  });

  it('let the faster of two acts on one record count and refuse the other', async () => {
    const points = [
      await writeVersion(immigrationRecords, stores, change('AAA')),
      await writeVersion(immigrationRecords, stores, change('BBB')),
    ];
    const outcomes = await Promise.allSettled(points.map((point) => unitOfWork(stores.operational, point)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(['AAA', 'BBB']).toContain(await nationality());
  });

  it('are swept when nobody has pointed to them for an hour', async () => {
    const before = await nationality();
    const count = () => stores.protected.reads.getRepository(ImmigrationRecord).countBy({ entityId: first.entityId });
    expect(await sweepVersions(immigrationRecords, stores, NOW)).toBe(0);
    expect(await count()).toBeGreaterThan(1);
    await sweepVersions(immigrationRecords, stores, new Date(NOW.getTime() + 1));
    expect(await count()).toBe(1);
    expect(await nationality()).toBe(before);
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

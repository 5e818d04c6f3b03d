import { ActingRevision } from '../../../subgraphs/jurisdictions/ActingRevision.entity';
import { DutyContact, FieldOfficeArea } from '../../../subgraphs/jurisdictions/FieldOffice.entity';
import { Jurisdiction } from '../../../subgraphs/jurisdictions/Jurisdiction.entity';
import { loadReference } from '../../../subgraphs/jurisdictions/loadReference';
import { MoaTemplate } from '../../../subgraphs/jurisdictions/MoaTemplate.entity';
import { StatePolicy } from '../../../subgraphs/jurisdictions/StatePolicy.entity';
import type { Store } from '../../../subgraphs/kit/store';
import { unitOfWork } from '../../../subgraphs/kit/unitOfWork';
import { ENGINES, openTestStores, type TestStores } from '../../kit/stores';

describe.each(ENGINES)('the reference data on %s', (engine) => {
  let test: TestStores;
  let store: Store;
  beforeAll(async () => {
    test = await openTestStores(engine);
    store = test.stores.jurisdictions.operational;
  });
  afterAll(() => test.close());

  const revision = async () => (await store.reads.getRepository(ActingRevision).findOneByOrFail({ id: 1 })).revision;

  it('has states beside counties, and the areas of field offices', async () => {
    const places = store.reads.getRepository(Jurisdiction);
    expect(await places.findOneBy({ geoid: '11' })).toMatchObject({ level: 'STATE', name: 'District of Columbia' });
    expect(await places.findOneBy({ geoid: '66' })).toMatchObject({
      level: 'TERRITORY',
      name: 'Guam',
      stateAbbr: 'GU',
    });
    expect(await store.reads.getRepository(FieldOfficeArea).countBy({ geoid: '48029' })).toBe(1);
    expect(await store.reads.getRepository(DutyContact).count()).toBe(0);
  });

  it('has the three models, and no Form I-205 under TFM', async () => {
    const templates = await store.reads.getRepository(MoaTemplate).find({ order: { model: 'ASC', revisionOn: 'ASC' } });
    expect(templates.map(({ model, functions }) => [model, functions.includes('SERVE_I205')])).toEqual([
      ['JEM', true],
      ...Array(3).fill(['TFM', false]),
      ...Array(2).fill(['WSO', true]),
    ]);
  });

  it('loads again without a change', async () => {
    const before = [await revision(), await store.reads.getRepository(StatePolicy).find()];
    await loadReference(store);
    expect([await revision(), await store.reads.getRepository(StatePolicy).find()]).toEqual(before);
  });

  it('puts right what differs from the files, keeps its id, and counts the change', async () => {
    const policies = store.reads.getRepository(StatePolicy);
    const maryland = await policies.findOneByOrFail({ stateAbbr: 'MD' });
    const before = await revision();
    await unitOfWork(store, async (manager) => {
      await manager.update(StatePolicy, { id: maryland.id }, { agreementStance: 'PERMITTED' });
      await manager.insert(StatePolicy, { ...maryland, id: 'gone', instrument: 'TEST-withdrawn rule' });
    });
    await loadReference(store);
    expect(await policies.findBy({ stateAbbr: 'MD' })).toEqual([maryland]);
    expect(await revision()).toBe(before + 1);
  });
});

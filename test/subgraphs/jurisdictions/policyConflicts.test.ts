import { ulid } from 'ulid';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { StatePolicy } from '../../../subgraphs/jurisdictions/StatePolicy.entity';
import { callerAs } from '../../kit/callers';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

describe.each(ENGINES)('policyConflicts on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  it('R21: shows the agreements of every state when a law that binds all of them forbids them', async () => {
    const { reads, writes } = test.stores.jurisdictions.operational;
    const law = await reads
      .getRepository(StatePolicy)
      .findOneByOrFail({ stateAbbr: 'MD', agreementStance: 'PROHIBITED' });
    const national = { ...law, id: ulid(), stateAbbr: 'US', place: 'US' };
    await writes.getRepository(StatePolicy).insert(national);
    const seen = await askSubgraph(
      {
        subgraph: 'jurisdictions',
        stores: test.stores,
        caller: callerAs('public'),
        now: new Date('2026-02-17T05:00:00Z'),
      },
      '{ policyConflicts { edges { node { id } } } }',
    );
    await writes.getRepository(StatePolicy).delete({ id: national.id });
    expect(JSON.stringify(seen)).toContain(ID.agreementTxWso);
    expect(JSON.stringify(seen)).toContain(ID.agreementFlJem);
  });
});

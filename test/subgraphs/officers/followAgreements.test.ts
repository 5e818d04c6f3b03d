import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { agreementEnds } from '../../../subgraphs/jurisdictions/agreementEnds';
import { newId } from '../../../subgraphs/kit/newId';
import type { ServiceClient } from '../../../subgraphs/kit/serviceClient';
import { Authorization } from '../../../subgraphs/officers/Authorization.entity';
import { followAgreements } from '../../../subgraphs/officers/followAgreements';
import { PARTIES, restoreAgreements, send } from '../../kit/jurisdictionActs';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { NOW } from '../../kit/subgraph';

describe.each(ENGINES)('authorizations under an agreement on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  const askService: ServiceClient = async ({ input, answer }) =>
    answer.parse(JSON.parse(JSON.stringify(await agreementEnds(input, test.stores.jurisdictions, LATER))));
  const follow = (ask: ServiceClient = askService) =>
    followAgreements({ stores: test.stores.officers, askService: ask, now: () => LATER, newId } as Parameters<
      typeof followAgreements
    >[0]);
  const of = async (agreementId: string) => {
    const rows = await test.stores.officers.operational.reads.getRepository(Authorization).findBy({ agreementId });
    return rows.map(({ status, endedAt }) => `${status} ${endedAt?.toISOString() ?? 'open'}`).toSorted();
  };
  const LATER = new Date(NOW.getTime() + 5000);

  it('R9: end with it, at its instant, and no others do', async () => {
    const before = await of(ID.agreementFlWso);
    await follow();
    expect((await of(ID.agreementTxWso)).filter((one) => one === 'ACTIVE open')).toHaveLength(2);
    await send(test.stores, {
      mutation: 'terminateAgreement',
      caller: PARTIES.texas,
      input: { agreement: ID.agreementTxWso, receivedOn: '2026-03-07', exigent: true },
    });
    await follow();
    await follow();
    const ended = `REVOKED_BY_MOA_END ${NOW.toISOString()}`;
    expect((await of(ID.agreementTxWso)).filter((one) => one === ended)).toHaveLength(2);
    expect(await of(ID.agreementFlWso)).toEqual(before);
  });

  it('stay as they are while nobody answers', async () => {
    await restoreAgreements(test.stores);
    const before = await of(ID.agreementFlWso);
    await expect(follow(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await of(ID.agreementFlWso)).toEqual(before);
  });
});

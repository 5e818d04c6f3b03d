import { OfficerLife } from '../../kit/officerLife';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

interface OfficerPage {
  readonly edges: readonly { readonly node: { readonly id: string; readonly status: string } }[];
}

describe.each(ENGINES)('officers of an agreement on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  }, 30_000);
  afterAll(() => test.close());

  it('R9 are listed with the agreement while they are authorized under it, to who reaches them', async () => {
    const one = new OfficerLife(test.stores, 'TFM');
    await one.authorize();
    const source = `query ($id: ID!) { _entities(representations: [{ __typename: "Agreement", id: $id }]) {
      ... on Agreement { authorizedOfficers(first: 50) { totalCount edges { node { id status } } } } } }`;
    const listed = async (now: Date, caller = one.caller('training')) => {
      const asked = { subgraph: 'officers', stores: test.stores, caller, now } as const;
      const { data, errors } = await askSubgraph(asked, source, { id: one.place.agreement });
      expect(errors).toEqual([]);
      const [{ authorizedOfficers }] = (data as { _entities: [{ authorizedOfficers: OfficerPage }] })._entities;
      return authorizedOfficers.edges.filter(({ node }) => node.id === one.id).map(({ node }) => node.status);
    };
    const [{ validUntilAt } = { validUntilAt: null }] = (await one.credential()).officer?.authorizations ?? [];
    const end = new Date(validUntilAt ?? Number.NaN);
    expect(await listed(one.now)).toEqual(['AUTHORIZED']);
    expect(await listed(one.now, new OfficerLife(test.stores, 'JEM').caller('training'))).toEqual([]);
    expect(await listed(new Date(end.getTime() - 1))).toEqual(['AUTHORIZED']);
    expect(await listed(end)).toEqual([]);
    await one.ofOfficer('ice', 'suspendOfficer', { reason: 'ICE_DECISION' });
    expect(await listed(one.now)).toEqual([]);
  });
});

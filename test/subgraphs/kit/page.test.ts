import { AdministrativeWarrant } from '../../../subgraphs/warrants/AdministrativeWarrant.entity';
import { callerAs } from '../../kit/callers';
import { insertServedCopies } from '../../kit/servedCopies';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

describe.each(ENGINES)('paging on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  it('walks all rows by pages of one without a gap, a repeat or an empty page, ties included', async () => {
    const { writes } = test.stores.warrants.operational;
    const [one] = await writes.getRepository(AdministrativeWarrant).find();
    await writes
      .getRepository(AdministrativeWarrant)
      .update({ facilityId: one?.facilityId ?? '' }, { releaseEligibleAt: NOW });
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const { data, errors } = await askSubgraph(
        { subgraph: 'warrants', stores: test.stores, caller: callerAs('inspector') },
        `query ($after: String) { myServiceQueue(first: 1, after: $after, dueWithin: "P30D") { edges { node { id } } pageInfo { endCursor hasNextPage } } }`,
        { after },
      );
      expect(errors).toEqual([]);
      const { edges, pageInfo } = (
        data as {
          myServiceQueue: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
        }
      ).myServiceQueue;
      expect(edges).toHaveLength(1);
      ids.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(ids).size).toBe(6);
    expect(ids).toHaveLength(6);
  });

  it.each(['', 'x', 'AAAA', 'A'.repeat(56)])('refuses the cursor %p with one text', async (after) => {
    const { errors } = await askSubgraph(
      { subgraph: 'warrants', stores: test.stores, caller: callerAs('wso') },
      `query ($after: String) { warrants(after: $after) { edges { node { id } } } }`,
      { after },
    );
    expect(errors).toEqual(['after is not a cursor of this field, its filters and these rights.']);
  });

  it('refuses a cursor of another caller, another filter and another field', async () => {
    const cursorOf = async (role: string, args: string): Promise<string> => {
      const { data } = await askSubgraph(
        { subgraph: 'warrants', stores: test.stores, caller: callerAs(role) },
        `{ warrants(first: 1${args}) { pageInfo { endCursor } } }`,
      );
      return (data as { warrants: { pageInfo: { endCursor: string } } }).warrants.pageInfo.endCursor;
    };
    const source = `query ($after: String) { warrants(first: 1, after: $after) { edges { node { id } } } }`;
    const errorsFor = async (after: string) =>
      (await askSubgraph({ subgraph: 'warrants', stores: test.stores, caller: callerAs('wso') }, source, { after }))
        .errors;
    expect(await errorsFor(await cursorOf('wso', ''))).toEqual([]);
    expect(await errorsFor(await cursorOf('ice', ''))).toEqual([
      'after is not a cursor of this field, its filters and these rights.',
    ]);
    expect(await errorsFor(await cursorOf('wso', ', status: LODGED'))).toEqual([
      'after is not a cursor of this field, its filters and these rights.',
    ]);
  });

  it.each([0, -1, 51])('refuses a page of %d', async (first) => {
    const { errors } = await askSubgraph(
      { subgraph: 'warrants', stores: test.stores, caller: callerAs('wso') },
      `{ warrants(first: ${first}) { totalCount } }`,
    );
    expect(errors).toEqual(['first must be from 1 to 50.']);
  });

  it('reads one and fifty rows with the same statements', async () => {
    const { writes } = test.stores.warrants.operational;
    await insertServedCopies(writes, 60);
    const statements = async (first: number): Promise<number> => {
      test.counter.reset();
      const { data, errors } = await askSubgraph(
        { subgraph: 'warrants', stores: test.stores, caller: callerAs('ice') },
        `{ warrants(first: ${first}) { edges { node { id subject { name { surName } immigration { alienNumber } currentBooking { bookingNumber } } detainers { form } deadlineAt service { hold { status } } } } } }`,
      );
      expect(errors).toEqual([]);
      expect((data as { warrants: { edges: unknown[] } }).warrants.edges).toHaveLength(first);
      return test.counter.statements.length;
    };
    expect(await statements(1)).toBe(8);
    expect(await statements(50)).toBe(8);
  });
});

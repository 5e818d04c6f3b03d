import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { callerAs } from '../../kit/callers';
import { askEveryWay } from '../../kit/everyWay';
import { type Asking, type HttpAnswer, startGraph, type TestGraph } from '../../kit/graph';
import { ENGINES } from '../../kit/stores';
import { askSubgraph } from '../../kit/subgraph';

const PERSONS = `{ warrants(first: 50) { totalCount edges { cursor node { id form status subject { id name { surName } birthDate } } } pageInfo { endCursor hasNextPage } } }`;
const PAGE =
  'query ($after: String) { warrants(first: 1, after: $after) { edges { cursor node { id } } pageInfo { endCursor hasNextPage } } }';

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

jest.setTimeout(120_000);

describe.each(ENGINES)('a WSO who looks for rows on %s', (engine) => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph(engine);
  });
  afterAll(() => graph.stop());

  const asWso = (query: string, asking: Asking = {}): Promise<HttpAnswer> =>
    askEveryWay(graph, query, { token: graph.token('wso'), ...asking });
  const subjects = async (query: string): Promise<readonly string[]> => idsUnder((await asWso(query)).body, 'subject');
  const pageAfter = async (after: string | null, role = 'wso'): Promise<Page> => {
    const { body } = await graph.ask(PAGE, { token: graph.token(role), variables: { after } });
    return (body as { data: { warrants: Page } }).data.warrants;
  };

  it('A8 reaches the same persons over every path', async () => {
    const listed = new Set(await subjects('{ warrants(first: 50) { edges { node { subject { id } } } } }'));
    expect(listed.size).toBe(4);
    const over = await subjects(`{
      warrants(first: 50) { edges { node { subject { id currentBooking { subject { id } } } detainers { subject { id } } service { hold { subject { id } } } } } }
      myServiceQueue(first: 50) { edges { node { subject { id } } } } holds(first: 50) { edges { node { subject { id } } } }
      facility(id: "${ID.facilityFl}") { holds { edges { node { subject { id } } } } agencies { facilities { holds { edges { node { subject { id } } } } } } }
    }`);
    expect(over.filter((id) => !listed.has(id))).toEqual([]);
    const foreign = idsUnder((await graph.ask(PERSONS, { token: graph.token('inspector') })).body, 'subject');
    for (const id of foreign.filter((one) => !listed.has(one)))
      expect((await asWso(`{ subject(id: "${id}") { id } }`)).body).toEqual({ data: { subject: null } });
  });

  it('A9 pages by one through all rows without an empty page, a repeated cursor or a gap', async () => {
    const all = await pageAll();
    expect(all.ids).toEqual(idsUnder((await asWso('{ warrants(first: 50) { edges { node { id } } } }')).body, 'node'));
    expect(new Set(all.cursors).size).toBe(all.ids.length);
    expect(all.sizes).toEqual(all.ids.map(() => 1));
  });

  async function pageAll() {
    const [ids, cursors, sizes]: [string[], string[], number[]] = [[], [], []];
    let page = await pageAfter(null);
    for (let turns = 0; turns < 20; turns += 1) {
      ids.push(...page.edges.map(({ node }) => node.id));
      cursors.push(page.pageInfo.endCursor);
      sizes.push(page.edges.length);
      if (!page.pageInfo.hasNextPage) break;
      page = await pageAfter(page.pageInfo.endCursor);
    }
    return { ids, cursors, sizes };
  }

  it('A10 is refused another’s, a cut, flipped, padded or random cursor by one uniform error', async () => {
    const own = (await pageAfter(null)).pageInfo.endCursor;
    const flipped = Buffer.from(own, 'base64url');
    flipped[3] = (flipped[3] ?? 0) ^ 1;
    const spoilt = [
      (await pageAfter(null, 'inspector')).pageInfo.endCursor,
      (await pageAfter(null, 'ice')).pageInfo.endCursor,
      ...[
        own.slice(1),
        own.slice(0, -1),
        `${own}=`,
        `${own}A`,
        ` ${own}`,
        own.toLowerCase(),
        flipped.toString('base64url'),
      ],
      ...['', 'x', 'A'.repeat(56), Buffer.alloc(42, 7).toString('base64url'), '\u0000', '%00'],
    ];
    for (const after of spoilt) {
      const { status, body } = await asWso(PAGE, { variables: { after } });
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          data: { warrants: null },
          errors: [
            {
              message: 'after is not a cursor of this field, its filters and these rights.',
              path: ['warrants'],
              extensions: { code: 'CURSOR_INVALID' },
            },
          ],
        },
      });
    }
  });

  it('A11 keeps every answer and its order when the protected store is analysed and indexed', async () => {
    const before = await asWso(PERSONS);
    const { protected: store, operational } = graph.system.stores.warrants;
    const analyse = engine === 'sqlite' ? ['ANALYZE'] : ['ANALYZE TABLE'];
    await store?.writes.query('CREATE INDEX ix_test_nationality ON immigration_record (nationality)');
    for (const statement of analyse) {
      await store?.writes.query(engine === 'sqlite' ? statement : `${statement} immigration_record`);
      await operational.writes.query(engine === 'sqlite' ? statement : `${statement} subject, administrative_warrant`);
    }
    expect((await asWso(PERSONS)).text).toBe(before.text);
  });

  it.each(['%', '_', 'T%', 'T-2026-000_', 'x'.repeat(3_000), "' OR 1=1 --", '\\', '\u0000', 'a\u0000', ' '])(
    'A12 finds nothing by the text %p',
    async (text) => {
      const { body } = await asWso(
        'query ($f: ID!, $n: String!, $s: String) { booking(facility: $f, bookingNumber: $n) { id } agencies(state: $s) { totalCount } }',
        { variables: { f: ID.facilityTxMain, n: text, s: text } },
      );
      expect(body).toEqual({ data: { booking: null, agencies: { totalCount: 0 } } });
    },
  );

  it('A20 steers no field by what a representation holds beside its key', async () => {
    const ids = await subjects('{ warrants(first: 50) { edges { node { subject { id } } } } }');
    const { data } = await askSubgraph(
      { subgraph: 'warrants', stores: graph.system.stores, caller: callerAs('wso') },
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Subject { id birthDate immigration { citizenshipCountries } } } }',
      {
        r: ids.map((id) => ({
          __typename: 'Subject',
          id,
          birthDate: '2001-01-01',
          citizenship: 'US',
          immigration: { citizenshipCountries: ['USA'] },
        })),
      },
    );
    expect(data).toEqual({
      _entities: ids.map((id) => ({ id, birthDate: expect.not.stringMatching(/^2001/), immigration: null })),
    });
  });

  it('A31 is given ids that say nothing', async () => {
    const ids = [...(await asWso(PERSONS)).text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(8);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });
});

function idsUnder(value: unknown, key: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => idsUnder(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const isOwn = name === key && typeof one === 'object' && one !== null && typeof one.id === 'string';
    return [...(isOwn ? [one.id as string] : []), ...idsUnder(one, key)];
  });
}

import { CANARY, mixedSupergraph } from '../../fixtures/mixed/mixedSubgraphs';
import { askEveryWay } from '../../kit/everyWay';
import type { HttpAnswer } from '../../kit/graph';
import { type MixedGraph, startMixedGraph } from '../../kit/mixedGraph';

// The kit serves the SDL of the fixture in place of our own; everything else is as delivered.
jest.mock('../../../schema/subgraphs', () => ({
  ...jest.requireActual('../../../schema/subgraphs'),
  subgraphDocument: (name: string) => jest.requireActual('../../fixtures/mixed/mixedSubgraphs').mixedDocument(name),
}));
jest.setTimeout(120_000);

describe('a graph of mixed unions, interfaces and arguments', () => {
  let graph: MixedGraph;
  beforeAll(async () => {
    graph = await startMixedGraph();
  });
  afterAll(() => graph.close());

  const ask = (scope: string, query: string): Promise<HttpAnswer> =>
    askEveryWay(graph, query, { token: graph.token(scope) });
  const asWso = (query: string) => ask('wso:serve', query);
  const asIce = (query: string) => ask('ice:ero', query);
  const tell = async (scope: string, query: string): Promise<HttpAnswer> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${graph.token(scope)}` };
    return graph.send(JSON.stringify({ query }), { headers });
  };

  it('passes the lints and shows all of itself to ICE', async () => {
    expect(mixedSupergraph().faults).toEqual([]);
    const { body } = await asIce(
      '{ search { __typename ... on Person { id region } ... on Order { basis } ... on Note { text } } }',
    );
    expect(body).toEqual({
      data: {
        search: [
          { __typename: 'Person', id: 'P1', region: `near ${CANARY}` },
          { __typename: 'Order', basis: CANARY },
          { __typename: 'Letter' },
          { __typename: 'Note', text: CANARY },
        ],
      },
    });
  });

  it.each<[string, string, object]>([
    [
      'a list of a union',
      '{ search { __typename ... on Person { id } } }',
      { search: [{ __typename: 'Person', id: 'P1' }, { __typename: 'Letter' }] },
    ],
    ['a union', '{ found(id: "O1") { __typename } }', { found: null }],
    ['an interface', '{ paper(id: "O1") { __typename id } }', { paper: null }],
    [
      'the node of an edge',
      '{ page { edges { node { __typename } } } }',
      {
        page: {
          edges: [
            { node: { __typename: 'Person' } },
            { node: null },
            { node: { __typename: 'Letter' } },
            { node: null },
          ],
        },
      },
    ],
    [
      'an alias of a union',
      '{ a: found(id: "N1") { b: __typename } c: found(id: "X1") { b: __typename } }',
      { a: null, c: null },
    ],
  ])('A7 answers an object of a hidden type through %s as if it were not there', async (_what, query, data) => {
    expect((await asWso(query)).body).toEqual({ data });
  });

  it('A7 answers one of a hidden type in a mutation’s payload as if it were not there', async () => {
    const source = (id: string): string => `mutation { upsertBooking(id: "${id}") { found { __typename } } }`;
    const [hidden, unknown] = [
      await tell('integration:jms', source('O1')),
      await tell('integration:jms', source('X1')),
    ];
    expect(hidden.body).toEqual({ data: { upsertBooking: { found: null } } });
    expect(hidden.text).toBe(unknown.text);
    expect((await tell('integration:jms', source('L1'))).body).toEqual({
      data: { upsertBooking: { found: { __typename: 'Letter' } } },
    });
  });

  it('A14 gives a WSO no note that a cleared caller wrote in free text, by any path', async () => {
    const note = 'CANARY-61d0 speaks of a nationality';
    const { body } = await tell('ice:ero', `mutation { designateSubject(text: "${note}") { id text } }`);
    expect(body).toEqual({ data: { designateSubject: { id: 'N2', text: note } } });
    expect((await asIce('{ search { ... on Note { text } } }')).text).toContain(note);
    const paths = [
      '{ search(text: "nationality") { __typename } }',
      '{ search { ... on Note { text } } }',
      '{ search { ... on Person { notes { text } } } }',
      '{ found(id: "N2") { __typename ... on Letter { id } } }',
      '{ page { edges { node { ... on Note { text } ... on Person { id } } } } }',
      '{ papers { ... on Person { n: notes { t: text } } } }',
      'mutation { designateSubject(text: "x") { text } }',
    ];
    for (const path of paths) expect((await asWso(path)).text).not.toMatch(/CANARY|N2|"Note"|speaks/);
  });

  it('A24 gives the resolver nothing of a hidden argument, neither the client’s nor the default', async () => {
    expect((await asIce('{ givenTo(scope: SAFE) }')).body).toEqual({ data: { givenTo: ['text=all', 'scope=SAFE'] } });
    expect((await asWso('{ givenTo }')).body).toEqual({ data: { givenTo: ['text=all'] } });
    const [hidden, invented] = [await asWso('{ givenTo(scope: ALL) }'), await asWso('{ givenTo(scopq: ALL) }')];
    expect({ status: hidden.status, text: hidden.text }).toEqual({
      status: 400,
      text: invented.text.replaceAll('scopq', 'scope'),
    });
  });

  it.each([
    ['the interface', (field: string) => `{ papers { ${field} } }`],
    ['an inline fragment', (field: string) => `{ papers { ... on Letter { ${field} } } }`],
    ['an inline fragment on the interface', (field: string) => `{ papers { ... on Paper { x: ${field} } } }`],
    ['a fragment without a type', (field: string) => `{ papers { ... @include(if: true) { ${field} } } }`],
    ['a named fragment', (field: string) => `{ papers { ...F } } fragment F on Paper { ${field} }`],
    ['a union', (field: string) => `{ search { ... on Person { ${field} } } }`],
    ['an interface within a union', (field: string) => `{ search { ... on Paper { ${field} } } }`],
    [
      'an implementation within the interface within a union',
      (field: string) => `{ search { ... on Paper { ... on Person { ${field} } } } }`,
    ],
  ])('B1 hides a protected field of an interface through %s', async (_how, document) => {
    const [hidden, invented] = [await asWso(document('origin')), await asWso(document('origiq'))];
    expect({ status: hidden.status, text: hidden.text }).toEqual({
      status: 400,
      text: invented.text.replaceAll('origiq', 'origin'),
    });
    expect((await asIce(document('origin'))).text).toContain(CANARY);
  });

  it('B2 hides what is computed of a protected field in another subgraph, and asks that subgraph for nothing', async () => {
    const [hidden, invented] = [
      await asWso('{ papers { ... on Person { region } } }'),
      await asWso('{ papers { ... on Person { regioq } } }'),
    ];
    expect({ status: hidden.status, text: hidden.text }).toEqual({
      status: 400,
      text: invented.text.replaceAll('regioq', 'region'),
    });
    const { body } = await asWso('{ papers { ... on Person { id greeting } } }');
    expect(body).toEqual({ data: { papers: [{ id: 'P1', greeting: 'to P1' }, {}] } });
  });

  it('B4 shows of a union the members that are visible, each by itself, and names no other', async () => {
    const { body } = await asWso(
      '{ __type(name: "Found") { possibleTypes { name } } a: __type(name: "Order") { name } b: __type(name: "Note") { name } }',
    );
    expect(body).toEqual({
      data: { __type: { possibleTypes: [{ name: 'Person' }, { name: 'Letter' }] }, a: null, b: null },
    });
    const [hidden, invented] = [
      await asWso('{ search { ... on Order { __typename } } }'),
      await asWso('{ search { ... on Ordeq { __typename } } }'),
    ];
    expect({ status: hidden.status, text: hidden.text }).toEqual({
      status: 400,
      text: invented.text.replaceAll('Ordeq', 'Order'),
    });
    expect((await ask('integration:jms', '{ search { __typename } }')).body).toEqual({
      data: { search: [{ __typename: 'Person' }, { __typename: 'Letter' }] },
    });
  });
});

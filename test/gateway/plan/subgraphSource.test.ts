import { ERRORS, type ErrorCode } from '../../../gateway/errors';
import { type Answer, httpServer, json } from '../kit/httpServer';
import { type OpenGateway, openGateway } from '../kit/openGateway';

const CANARY = 'CANARY-7f3a';
const TWO = {
  data: {
    people: [
      { __typename: 'Person', hiddenNumber: '1', name: 'Ada' },
      { __typename: 'Person', hiddenNumber: '2', name: 'Bo' },
    ],
  },
};
const PEOPLE = '{ people { name place: city } }';

function error(path: readonly (string | number)[] | null, code: ErrorCode = 'SUBGRAPH_UNAVAILABLE') {
  return { message: ERRORS[code].message, ...(path === null ? {} : { path }), extensions: { code } };
}

const BOTH_LOST = {
  data: {
    people: [
      { name: 'Ada', place: null },
      { name: 'Bo', place: null },
    ],
  },
  errors: [error(['people', 0, 'place']), error(['people', 1, 'place'])],
};

describe('subgraphSource', () => {
  let graph: OpenGateway;
  let names: Answer;
  let cities: Answer;

  beforeAll(async () => {
    graph = await openGateway({ names: () => names, cities: () => cities });
  });
  afterAll(() => graph.close());
  beforeEach(() => {
    names = json(TWO);
    cities = json({ data: { _entities: [{ place: 'Laredo' }, { place: 'Waco' }] } });
  });

  it('sends operation, variables and a request id, and nothing of the client’s', async () => {
    const before = graph.names.seen.length;
    const headers = {
      authorization: 'Bearer x',
      'caller-assertion': 'x',
      'Caller-Assertion': 'y',
      'x-request-id': 'mine',
      cookie: 'a=b',
      'apollo-federation-include-trace': 'ftv1',
      'apollo-query-plan-experimental': '1',
    };
    const { body } = await graph.ask({ query: PEOPLE }, headers);
    expect(body).toEqual({
      data: {
        people: [
          { name: 'Ada', place: 'Laredo' },
          { name: 'Bo', place: 'Waco' },
        ],
      },
    });
    const seen = graph.names.seen[before];
    expect(seen?.path).toBe('/graphql?of=names');
    expect(Object.keys(JSON.parse(seen?.body ?? '{}'))).toEqual(['query', 'variables']);
    expect(Object.keys(seen?.headers ?? {}).sort()).toEqual([
      'accept',
      'connection',
      'content-length',
      'content-type',
      'host',
      'x-request-id',
    ]);
    expect(seen?.headers['x-request-id']).not.toBe('mine');
  });

  it.each<[string, Answer]>([
    ['400', json({ errors: [{ message: CANARY, extensions: { code: 'NOT_FOUND' } }] }, 400)],
    ['401', json({ errors: [{ message: CANARY }] }, 401)],
    ['403', json({ data: { _entities: [{ place: CANARY }, { place: CANARY }] } }, 403)],
    ['500', json({ errors: [{ message: CANARY }] }, 500)],
    ['502 with HTML', (response) => response.writeHead(502, { 'content-type': 'text/html' }).end(`<p>${CANARY}`)],
    ['HTML', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${CANARY}`)],
    ['JSON said to be text', (response) => response.writeHead(200, { 'content-type': 'text/json' }).end('{"data":{}}')],
    ['nothing', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end()],
    ['broken JSON', json(`{"data":{"_entities":[{"place":"${CANARY}"`)],
    ['a list', json([{ data: null }])],
    ['neither data nor errors', json({})],
    ['data that is text', json({ data: CANARY })],
    ['errors that are no list', json({ errors: { message: CANARY } })],
    ['null without a reason', json({ data: null })],
    ['null with a reason of its own', json({ data: null, errors: [{ message: CANARY, extensions: { sql: CANARY } }] })],
    ['too few entities', json({ data: { _entities: [{ place: CANARY }] } })],
    ['entities that are no list', json({ data: { _entities: { 0: CANARY, length: 2 } } })],
    ['other fields', json({ data: { people: CANARY } })],
    ['entities that are text', json({ data: { _entities: [CANARY, CANARY] } })],
    ['entities that are lists', json({ data: { _entities: [[], []] } })],
    ['a type’s name that is none', json({ data: { _entities: [{ __typename: 7 }, { __typename: null }] } })],
    ['a redirect', (response) => response.writeHead(307, { location: `${graph.names.origin}/${CANARY}` }).end()],
    [
      'compressed bytes',
      (response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('\u001f\u008b'),
    ],
    ['a closed connection', (response) => response.destroy()],
    [
      'half an answer',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"data":');
        setImmediate(() => response.destroy());
      },
    ],
    ['nothing in time', () => undefined],
    ['deep nesting', json(`{"data":{"_entities":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`)],
    [
      'more than 10 MiB',
      json(`{"data":{"_entities":[{"place":"a"},{"place":"b"}]},"x":"${CANARY.repeat(1_000_000)}"}`),
    ],
  ])('turns %s into one error at each place, and keeps what others answered', async (_what, answer) => {
    cities = answer;
    const asked = graph.names.seen.length;
    const { status, body } = await graph.ask({ query: PEOPLE });
    expect({ status, body }).toEqual({ status: 200, body: BOTH_LOST });
    expect(graph.names.seen.length).toBe(asked + 1);
  });

  it.each<[string, unknown]>([
    ['a text for a list', { people: CANARY }],
    ['an object for a list', { people: { name: CANARY } }],
    ['a list for an object', { person: [{ name: CANARY }] }],
    ['a text for an object', { people: [], person: CANARY }],
    ['a list in a list', { people: [[{ name: CANARY }]] }],
    ['a number for a type’s name', { people: [{ __typename: 7, hiddenNumber: '1', name: CANARY }] }],
  ])('turns %s into errors at that fetch’s places, and keeps what others answered', async (_what, data) => {
    names = json({ data });
    cities = json({ data: { cities: ['Waco'] } });
    const { status, body } = await graph.ask({ query: '{ people { name city } person { name } cities }' });
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: { people: null, person: null, cities: ['Waco'] }, errors: [error(['people']), error(['person'])] },
    });
  });

  it('asks for an entity once where it is needed twice', async () => {
    names = json({ data: { people: [TWO.data.people[0], TWO.data.people[1], TWO.data.people[0]] } });
    const before = graph.cities.seen.length;
    const { body } = await graph.ask({ query: PEOPLE });
    expect(body).toEqual({
      data: {
        people: [
          { name: 'Ada', place: 'Laredo' },
          { name: 'Bo', place: 'Waco' },
          { name: 'Ada', place: 'Laredo' },
        ],
      },
    });
    expect(JSON.parse(graph.cities.seen[before]?.body ?? '').variables.representations).toHaveLength(2);
  });

  it('answers an error of an entity at every place where it was needed', async () => {
    names = json({ data: { people: [TWO.data.people[0], TWO.data.people[1], TWO.data.people[0]] } });
    cities = json({
      data: { _entities: [{ place: null }, { place: 'Waco' }] },
      errors: [{ message: CANARY, path: ['_entities', 0, 'place'] }],
    });
    const { body } = await graph.ask({ query: PEOPLE });
    expect(body).toMatchObject({ errors: [error(['people', 0, 'place']), error(['people', 2, 'place'])] });
  });

  it('names the root fields where those are lost', async () => {
    names = json('<html>', 500);
    const { body } = await graph.ask({ query: '{ all: people { name } person { name } cities }' });
    expect(body).toMatchObject({
      data: { all: null, person: null },
      errors: expect.arrayContaining([error(['all']), error(['person'])]),
    });
  });

  it('passes a code from the list with our own text at its place, and no other', async () => {
    cities = json({
      data: { _entities: [{ place: null }, { place: null }] },
      errors: [
        {
          message: CANARY,
          path: ['_entities', 0, 'place'],
          extensions: { code: 'NOT_FOUND', sql: CANARY },
          locations: [{ line: 1, column: 1 }],
        },
        { message: CANARY, path: ['_entities', 1, 'place'], extensions: { code: 'TOKEN_INVALID' } },
      ],
    });
    const { body } = await graph.ask({ query: PEOPLE });
    expect(body).toEqual({
      data: BOTH_LOST.data,
      errors: [error(['people', 0, 'place'], 'NOT_FOUND'), error(['people', 1, 'place'])],
    });
  });

  it.each<[string, readonly (string | number)[], readonly (string | number)[] | null]>([
    ['a hidden field', ['_entities', 0, 'hiddenNumber'], ['people', 0]],
    ['a value', ['_entities', 1, CANARY, 7], ['people', 1]],
    ['an entity that was not asked for', ['_entities', 4_242, 'place'], null],
  ])('lets no path lead to %s', async (_what, path, left) => {
    cities = json({
      data: { _entities: [{ place: null }, { place: 'Waco' }] },
      errors: [{ message: CANARY, path }],
    });
    const { body } = await graph.ask({ query: PEOPLE });
    expect(body).toMatchObject({ errors: [error(left)] });
    expect(JSON.stringify(body)).not.toMatch(/CANARY|hiddenNumber|4242/);
  });

  it('says nothing of values that were lost on the way', async () => {
    names = json({ data: { people: [{ __typename: 'Person', hiddenNumber: '1', name: ['not', 'a', 'name'] }] } });
    const { body } = await graph.ask({ query: '{ people { name } }' });
    expect(Object.keys(body as object)).toEqual(['data']);
  });

  it('answers a hundred errors at most', async () => {
    const places = Array.from({ length: 150 }, (_, at) => at);
    const people = places.map((at) => ({ __typename: 'Person', hiddenNumber: String(at), name: null }));
    names = json({ data: { people }, errors: places.map((at) => ({ message: 'x', path: ['people', at, 'name'] })) });
    const { body } = await graph.ask({ query: '{ people { name } }' });
    expect((body as { readonly errors: readonly unknown[] }).errors).toHaveLength(100);
  });

  it.each(['__proto__', '\\u005f_proto__', 'constructor'])('is not changed by a subgraph’s «%s»', async (name) => {
    names = json(
      `{"data":{"${name}":{"polluted":"yes"},"people":[{"__typename":"Person","hiddenNumber":"1","name":"Ada","${name}":{"polluted":"yes","prototype":{"polluted":"yes"}}}]}}`,
    );
    cities = json(`{"data":{"_entities":[{"place":"Waco","${name}":{"polluted":"yes"}}]}}`);
    const { body } = await graph.ask({ query: PEOPLE });
    expect(body).toEqual({ data: { people: [{ name: 'Ada', place: 'Waco' }] } });
    expect('polluted' in {}).toBe(false);
  });

  it('follows no redirect to another server', async () => {
    const other = await httpServer(() => json({ data: { _entities: [] } }));
    cities = (response) => response.writeHead(302, { location: `${other.origin}/graphql` }).end();
    expect((await graph.ask({ query: PEOPLE })).body).toEqual(BOTH_LOST);
    expect(other.seen).toEqual([]);
    await other.close();
  });
});

import { type Answer, json } from '../kit/httpServer';
import { type OpenGateway, openGateway } from '../kit/openGateway';
import { BOTH_LOST, CANARY, error, PEOPLE, TWO } from './people';

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
});

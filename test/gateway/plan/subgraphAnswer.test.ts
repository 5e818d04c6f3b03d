import { type Answer, httpServer, json } from '../kit/httpServer';
import { type OpenGateway, openGateway } from '../kit/openGateway';
import { BOTH_LOST, CANARY, error, PEOPLE, TWO } from './people';

describe('what a subgraph answers', () => {
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

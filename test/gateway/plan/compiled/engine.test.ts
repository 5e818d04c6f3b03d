import { type Answer, json, type SeenRequest } from '../../kit/httpServer';
import { type OpenGateway, openGateway } from '../../kit/openGateway';

const PERSON = { __typename: 'Person', hiddenNumber: '1', name: 'Ada' };
const PEOPLE = '{ people { name place: city } person { name zip } }';
const RENAME = 'mutation { rename(name: "Bo") { name city } }';

/** A subgraph of entities that answers each by what was asked of it, batches too. */
function cities({ body }: SeenRequest): Answer {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, readonly unknown[]> };
  const aliases = [...query.matchAll(/(?:(e\d+):)?_entities\(representations:\$(\w+)\)\{([^}]*)\}/g)];
  const data = aliases.map(([, alias = '_entities', name = '', fields = '']) => [
    alias,
    (variables[name] ?? []).map(() => ({
      ...(fields.includes('city') ? { place: 'Waco', city: 'Waco' } : { zip: '76701' }),
    })),
  ]);
  return json({ data: Object.fromEntries(data) });
}

describe('the compiled path', () => {
  let graph: OpenGateway;
  let cityAnswer: (request: SeenRequest) => Answer;

  beforeAll(async () => {
    graph = await openGateway({
      names: ({ body }) =>
        json({ data: body.includes('mutation') ? { rename: PERSON } : { people: [PERSON, PERSON], person: PERSON } }),
      cities: (request) => cityAnswer(request),
    });
  });
  beforeEach(() => {
    cityAnswer = cities;
  });
  afterAll(() => graph.close());

  const send = async (query: string, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(graph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    const type = response.headers.get('content-type');
    return { status: response.status, type, text: await response.text() };
  };

  it('answers as the reference path did, and asks one subgraph once for all entities', async () => {
    const [reference, compiled] = [await send(PEOPLE), await send(PEOPLE)];
    expect(compiled).toEqual(reference);
    expect(compiled.text).toBe(
      '{"data":{"people":[{"name":"Ada","place":"Waco"},{"name":"Ada","place":"Waco"}],"person":{"name":"Ada","zip":"76701"}}}\n',
    );
    const asked = graph.cities.seen.map(({ body }) => body.includes('e1:_entities'));
    expect(asked).toEqual([false, false, true]);
  });

  it.each([
    'application/json',
    'application/graphql-response+json',
    '*/*',
    'text/html, application/graphql-response+json',
  ])('answers an accept of %s with the content type of the reference path', async (accept) => {
    const [reference, compiled] = [await send(PEOPLE, { accept }), await send(PEOPLE, { accept })];
    expect(compiled).toEqual(reference);
  });

  it('lets the reference path answer from what was fetched, and acts once', async () => {
    await send(RENAME);
    cityAnswer = () => json({ data: null, errors: [{ message: 'x' }] });
    const before = [graph.names.seen.length, graph.cities.seen.length];
    const { text } = await send(RENAME);
    expect(JSON.parse(text)).toMatchObject({
      data: { rename: { name: 'Ada', city: null } },
      errors: [{ path: ['rename', 'city'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
    const after = [graph.names.seen.length, graph.cities.seen.length];
    expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 1]);
  });

  it('places the errors of a batch as the reference path does', async () => {
    const failing = (request: SeenRequest): Answer => {
      const isBatch = request.body.includes('e1:');
      const entities = { e0: [null], e1: [null], _entities: [null] };
      const paths = isBatch ? ['e0', 'e1'] : ['_entities'];
      const errors = paths.map((path) => ({ message: 'x', path: [path, 0], extensions: { code: 'NOT_FOUND' } }));
      return json({
        data: Object.fromEntries(Object.entries(entities).filter(([name]) => paths.includes(name))),
        errors,
      });
    };
    await send(PEOPLE);
    cityAnswer = failing;
    const compiled = await send(PEOPLE);
    const reference = await send(`${PEOPLE} # never asked before`);
    expect(compiled).toEqual(reference);
    expect(JSON.parse(compiled.text).errors).toHaveLength(3);
  });

  it('refuses variables out of form, compiled or not', async () => {
    const query = 'mutation ($name: String!) { rename(name: $name) { name } }';
    await graph.ask({ query, variables: { name: 'Bo' } });
    expect((await graph.ask({ query, variables: { name: 'Bo' } })).status).toBe(200);
    const refused = await graph.ask({ query, variables: { name: 7 } });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'INPUT_INVALID' } }] } });
  });
});

describe('ENGINE=reference', () => {
  it('has Apollo’s executor answer everything', async () => {
    const graph = await openGateway(
      { names: () => json({ data: { people: [PERSON], person: PERSON } }), cities },
      { ENGINE: 'reference' },
    );
    for (let time = 0; time < 3; time += 1) await graph.ask({ query: PEOPLE });
    await graph.close();
    expect(graph.cities.seen.some(({ body }) => body.includes('e1:'))).toBe(false);
    expect(graph.cities.seen).toHaveLength(6);
  });
});

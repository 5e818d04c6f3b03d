import { type Answer, json, type SeenRequest } from '../../kit/httpServer';
import { type OpenGateway, openGateway } from '../../kit/openGateway';

const PERSON = { __typename: 'Person', hiddenNumber: '1', name: 'Ada' };
const PEOPLE = '{ people { name place: city } person { name zip } }';
const ALIKE = '{ people { name city } person { city } }';
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

function representationsIn(body: string): number {
  const { variables } = JSON.parse(body) as { variables: Record<string, readonly unknown[]> };
  return Object.values(variables).reduce((sum, list) => sum + list.length, 0);
}

describe('the compiled path', () => {
  let graph: OpenGateway;
  let cityAnswer: (request: SeenRequest) => Answer;
  let names: (request: SeenRequest) => Answer;

  beforeAll(async () => {
    graph = await openGateway({
      names: (request) => names(request),
      cities: (request) => cityAnswer(request),
    });
  });
  beforeEach(() => {
    cityAnswer = cities;
    names = ({ body }) =>
      json({ data: body.includes('mutation') ? { rename: PERSON } : { people: [PERSON, PERSON], person: PERSON } });
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

  it('asks for an entity once that several fetches need alike', async () => {
    const [reference, before] = [await send(ALIKE), graph.cities.seen.length];
    const compiled = await send(ALIKE);
    expect(compiled).toEqual(reference);
    expect(graph.cities.seen.slice(before).map(({ body }) => representationsIn(body))).toEqual([1]);
  });

  it('leaves an operation that leaves out fields by itself to the reference path, which reads what is fetched in vain', async () => {
    const query = 'query ($yes: Boolean! = true) { person @include(if: $yes) { city tags @skip(if: true) } }';
    cityAnswer = () => json({ data: { _entities: [{ city: 'Waco', tags: 'none' }] } });
    const reference = await send(query);
    expect(reference.text).toContain('SUBGRAPH_UNAVAILABLE');
    expect([await send(query), await send(query)]).toEqual([reference, reference]);
  });

  it('asks for it again after an act', async () => {
    const acts = 'mutation { one: rename(name: "Bo") { city } other: rename(name: "Cy") { city } }';
    names = () => json({ data: { one: PERSON, other: PERSON } });
    const [reference, before] = [await send(acts), graph.cities.seen.length];
    expect(await send(acts)).toEqual(reference);
    const asked = graph.cities.seen.slice(before).map(({ body }) => representationsIn(body));
    expect(asked.reduce((sum, one) => sum + one, 0)).toBe(2);
  });

  it('tells all fetches of an error in an entity that they share', async () => {
    await send(ALIKE);
    cityAnswer = () =>
      json({
        data: { _entities: [{ city: null }] },
        errors: [{ message: 'x', path: ['_entities', 0, 'city'], extensions: { code: 'NOT_FOUND' } }, { message: 'y' }],
      });
    const compiled = await send(ALIKE);
    expect(compiled).toEqual(await send(`${ALIKE} # never asked before`));
    expect(compiled.text).toContain('"path":["person","city"]');
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

import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { ERRORS } from '../../gateway/errors';
import { allStanding, type ClassifiedGateway, classifiedGateway } from './kit/classifiedGateway';
import { type Answer, json, type SeenRequest } from './kit/httpServer';

describe('createGateway', () => {
  let graph: ClassifiedGateway;
  let standing: (request: SeenRequest) => Answer;

  beforeAll(async () => {
    graph = await classifiedGateway((request) =>
      request.path.startsWith('/service/') ? standing(request) : json({ data: { warrant: null } }),
    );
  });
  beforeEach(() => {
    standing = allStanding(true);
  });
  afterAll(() => graph.close());

  const wso = (claims = {}): string => graph.key.token(claims);
  const ice = (): string =>
    graph.key.token({
      scope: 'ice:ero',
      agency: undefined,
      facility: undefined,
      officer: undefined,
      field_office: 'Dallas',
    });

  it('shows two clearances two schemas', async () => {
    const query = '{ __type(name: "ImmigrationRecord") { name } }';
    expect((await graph.ask(query, ice())).text).toBe('{"data":{"__type":{"name":"ImmigrationRecord"}}}\n');
    expect((await graph.ask(query, wso())).text).toBe('{"data":{"__type":null}}\n');
    expect((await graph.ask(query)).text).toBe('{"data":{"__type":null}}\n');
  });

  it('shows no machinery in introspection', async () => {
    const query = '{ __schema { directives { name } types { name enumValues { name } } } }';
    const { text } = await graph.ask(query, wso());
    expect(
      JSON.parse(text)
        .data.__schema.directives.map(({ name }: { name: string }) => name)
        .sort(),
    ).toEqual(['deprecated', 'include', 'oneOf', 'skip', 'specifiedBy'].filter((name) => text.includes(`"${name}"`)));
    expect(text).not.toMatch(/classified|inaccessible|join__|link__|CITIZENSHIP|REMOVABILITY|JURISDICTIONS/);
  });

  it('answers a hidden and an invented field byte for byte the same, and asks nobody', async () => {
    const before = graph.subgraphs.seen.length;
    const ask = async (name: string) => {
      const { status, text } = await graph.ask(`{ subject(id: "1") { id ${name} { citizenshipCountries } } }`, wso());
      return { status, text: text.replaceAll(name, 'NAME') };
    };
    expect(await ask('immigration')).toEqual(await ask('imigrations'));
    expect(graph.subgraphs.seen.length).toBe(before);
  });

  it('asserts the caller to the subgraph, signed for it alone', async () => {
    const before = graph.subgraphs.seen.length;
    expect((await graph.ask('{ warrant(id: "1") { id } }', wso())).text).toBe('{"data":{"warrant":null}}\n');
    const { headers } = graph.subgraphs.seen[before] ?? { headers: {} };
    const [, payload = ''] = String(Reflect.get(headers, 'caller-assertion')).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: 'gateway',
      aud: 'warrants',
      capacity: 'wso',
      agency: 'AGENCY-A',
      facilities: ['FACILITY-A'],
    });
    expect(Object.keys(headers)).not.toContain('authorization');
  });

  it('answers a withdrawn officer exactly like no token', async () => {
    standing = allStanding(false);
    const withdrawn = wso({ officer: 'OFFICER-2' });
    for (const query of ['{ warrant(id: "1") { id } }', '{ __schema { types { name } } }']) {
      const [one, other] = [await graph.ask(query, withdrawn), await graph.ask(query)];
      expect({ status: one.status, text: one.text }).toEqual({ status: other.status, text: other.text });
    }
  });

  it('refuses while an officer’s standing is unknown', async () => {
    standing = () => json({}, 500);
    const { status, text } = await graph.ask('{ __typename }', wso({ officer: 'OFFICER-3' }));
    expect({ status, body: JSON.parse(text) }).toEqual({
      status: 503,
      body: { errors: [{ message: ERRORS.STANDING_UNKNOWN.message, extensions: { code: 'STANDING_UNKNOWN' } }] },
    });
  });

  it('refuses an odd token with 401 and says how to be asked', async () => {
    const { status, text, headers } = await graph.ask('{ __typename }', 'odd');
    expect({ status, body: JSON.parse(text), asked: headers.get('www-authenticate') }).toEqual({
      status: 401,
      body: { errors: [{ message: ERRORS.TOKEN_INVALID.message, extensions: { code: 'TOKEN_INVALID' } }] },
      asked: 'Bearer error="invalid_token"',
    });
  });

  it('refuses two authorization headers, whatever they hold', async () => {
    const twice: OutgoingHttpHeaders = Object.fromEntries([['authorization', [`Bearer ${wso()}`, `Bearer ${ice()}`]]]);
    const headers = { 'content-type': 'application/json', ...twice };
    const status = await new Promise((done, failed) => {
      httpRequest(graph.url, { method: 'POST', headers }, (answer) => done(answer.resume().statusCode))
        .on('error', failed)
        .end('{"query":"{ __typename }"}');
    });
    expect(status).toBe(401);
  });

  it('lets a page that CORS allows read a refusal', async () => {
    const origin = 'https://studio.apollographql.com';
    const response = await fetch(graph.url, {
      method: 'POST',
      headers: { origin, 'content-type': 'text/plain' },
      body: 'x',
    });
    expect(response.status).toBe(415);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('keeps a view built once, and builds several one after another', async () => {
    const scopes = ['moa:manage', 'training:manage', 'integration:jms', 'ice:ero', 'audit:state'];
    const answers = await Promise.all(
      [...scopes, ...scopes].map((scope) =>
        graph.ask('{ __typename }', graph.key.token({ scope, field_office: undefined, officer: undefined })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });
});

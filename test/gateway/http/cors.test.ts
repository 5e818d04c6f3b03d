import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { registerCors } from '../../../gateway/http/cors';

const CONSOLE = 'https://console.example';
const SANDBOX = 'https://studio.apollographql.com';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

interface Question {
  readonly method: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  app = fastify({ forceCloseConnections: true });
  await registerCors(app, [CONSOLE, SANDBOX]);
  app.post('/graphql', async (_request, reply) => reply.send({ data: null }));
  app.get('/graphql', async (_request, reply) => reply.code(401).send({ errors: [] }));
  app.get('/', async (_request, reply) => reply.send('page'));
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(() => app.close());

/** Over node:http, since fetch forbids to set Origin and the preflight's headers. */
function ask({ method, path = '/graphql', headers = {} }: Question): Promise<Answer> {
  return new Promise((done, failed) => {
    httpRequest(`${url}${path}`, { method, headers }, (answer) => {
      done({ status: answer.resume().statusCode, headers: answer.headers });
    })
      .on('error', failed)
      .end();
  });
}

function preflight(origin: string, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return ask({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', ...more } });
}

function corsHeaders({ headers }: Answer): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control')));
}

const ALLOWED = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers':
    'content-type, authorization, apollo-require-preflight, apollographql-client-name, ' +
    'apollographql-client-version, x-apollo-operation-name',
  'access-control-max-age': '600',
};

describe('registerCors', () => {
  it.each([CONSOLE, SANDBOX])('lets %s read an answer', async (origin) => {
    const answer = await ask({ method: 'POST', headers: { origin } });
    expect(answer.status).toBe(200);
    expect(corsHeaders(answer)).toEqual({ 'access-control-allow-origin': origin });
    expect(answer.headers.vary).toBe('origin');
  });

  it('lets an allowed page read a refusal', async () => {
    const answer = await ask({ method: 'GET', path: '/graphql?query=x', headers: { origin: CONSOLE } });
    expect(answer.status).toBe(401);
    expect(corsHeaders(answer)).toEqual({ 'access-control-allow-origin': CONSOLE });
  });

  it('answers the preflight of an allowed origin without credentials or private network', async () => {
    const answer = await preflight(CONSOLE);
    expect(answer.status).toBe(204);
    expect(corsHeaders(answer)).toEqual({ 'access-control-allow-origin': CONSOLE, ...ALLOWED });
    expect(answer.headers.vary).toBe('origin');
  });

  it('grants private-network access to an allowed origin that asks for it', async () => {
    const answer = await preflight(SANDBOX, { 'access-control-request-private-network': 'true' });
    expect(corsHeaders(answer)).toEqual({
      'access-control-allow-origin': SANDBOX,
      'access-control-allow-private-network': 'true',
      ...ALLOWED,
    });
  });

  it.each([
    'https://other.example',
    'https://console.example.other.example',
    'https://other-console.example',
    'http://console.example',
    'https://console.example:8443',
    'https://console.example/',
    'https://CONSOLE.example',
    'https://console.example, https://other.example',
    'null',
    '*',
    '',
  ])('sends no CORS header to "%s", asked or on a preflight', async (origin) => {
    const pna = { 'access-control-request-private-network': 'true' };
    const answers = [await ask({ method: 'POST', headers: { origin } }), await preflight(origin, pna)];
    expect(answers.map(corsHeaders)).toEqual([{}, {}]);
    expect(answers.map(({ headers }) => headers.vary)).toEqual(['origin', 'origin']);
  });

  it('says that answers vary by origin where none was sent', async () => {
    const answer = await ask({ method: 'POST' });
    expect(corsHeaders(answer)).toEqual({});
    expect(answer.headers.vary).toBe('origin');
  });

  it.each(['/', '/graphqlx', '/graphiql/roles.json', '/graphql/'])('leaves %s alone', async (path) => {
    const headers = { origin: CONSOLE, 'access-control-request-method': 'GET' };
    const answers = [await ask({ method: 'GET', path, headers }), await ask({ method: 'OPTIONS', path, headers })];
    expect(answers.map(corsHeaders)).toEqual([{}, {}]);
  });
});

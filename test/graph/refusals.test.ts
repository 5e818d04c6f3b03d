import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS, type ErrorCode } from '../../gateway/errors';
import { Booking } from '../../subgraphs/warrants/Booking.entity';
import { startGraph, type TestGraph } from '../kit/graph';

const WRITE = `mutation { upsertBooking(input: { facility: "01KESPW4N2GAKDT9GTKQPY9BXR", bookingNumber: "T-REFUSED", bookedAt: "2026-03-06T12:00:00Z",
  person: { givenName: "TEST-Ada", surName: "TEST-Lindqvist" } }) { booking { id } } }`;

describe('the graph', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  const refusal = (code: ErrorCode) => ({
    status: ERRORS[code].status,
    body: { errors: [{ message: ERRORS[code].message, extensions: { code } }] },
  });
  const bookings = () => graph.system.stores.warrants.operational.reads.getRepository(Booking).count();
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);
  const claims = (): Record<string, unknown> => payloadOf(graph.token('jms'));

  it.each<[string, () => string]>([
    ['an expired token', () => graph.tokenWith({ ...claims(), iat: nowSeconds() - 7200, exp: nowSeconds() - 3600 })],
    ['another audience', () => graph.tokenWith({ ...claims(), aud: 'another-gateway' })],
    ['another issuer', () => graph.tokenWith({ ...claims(), iss: 'https://elsewhere.example' })],
    ['alg none', () => `${encode({ alg: 'none', typ: 'at+jwt', kid: kidOf(graph) })}.${encode(claims())}.`],
    ['a MAC made with the public key', () => macToken(graph, claims())],
    ['a foreign key', () => foreignToken(graph, claims())],
  ])('refuses a mutation with %s and writes nothing', async (_what, token) => {
    const before = await bookings();
    const { status, body } = await graph.ask(WRITE, { token: token() });
    expect({ status, body }).toEqual(refusal('TOKEN_INVALID'));
    expect(await bookings()).toBe(before);
  });

  it('refuses a value that is no date before anybody is asked, written out and as a variable', async () => {
    const token = graph.token('wso');
    const written = await graph.ask('{ detainers(changedSince: "soon") { totalCount } }', { token });
    const query = 'query ($since: DateTime) { detainers(changedSince: $since) { totalCount } }';
    const given = await graph.ask(query, { token, variables: { since: 'soon' } });
    const refused = (code: ErrorCode) => ({ status: 400, body: { errors: [{ extensions: { code } }] } });
    expect(written).toMatchObject(refused('GRAPHQL_VALIDATION_FAILED'));
    expect(given).toMatchObject(refused('INPUT_INVALID'));
  });

  const json = { 'content-type': 'application/json' };
  it.each<[string, string | Uint8Array, Record<string, string>, ErrorCode]>([
    [
      'a body of 1 MB',
      JSON.stringify({ query: `{ me { capacity } } #${'x'.repeat(1_000_000)}` }),
      json,
      'BODY_TOO_LARGE',
    ],
    [
      'another content type',
      '{ me { capacity } }',
      { 'content-type': 'application/graphql' },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'a form',
      'query=%7Bme%7Bcapacity%7D%7D',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['a compressed body', '{}', { ...json, 'content-encoding': 'gzip' }, 'MEDIA_TYPE_UNSUPPORTED'],
    ['broken JSON', '{"query": ', json, 'JSON_INVALID'],
    ['invalid UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), json, 'JSON_INVALID'],
    ['a batch', '[{"query":"{ me { capacity } }"}]', json, 'REQUEST_INVALID'],
  ])('refuses %s', async (_what, sent, headers, code) => {
    const { status, body, text, headers: answered } = await graph.send(sent, { headers });
    expect({ status, body }).toEqual(refusal(code));
    expect(text).not.toMatch(/ at |node_modules|\.ts|SQL/);
    expect(answered.get('cache-control')).toBe('no-store');
  });

  it('refuses an operation name that the document does not have', async () => {
    const { status, body } = await graph.ask('query A { me { capacity } }', { operationName: 'B' });
    expect({ status, body }).toEqual(refusal('OPERATION_UNKNOWN'));
  });

  it.each(['mutation { anything }', 'subscription { anything }'])(
    'refuses %s where the view has no such root',
    async (document) => {
      const { status, body } = await graph.ask(document, { token: graph.token('auditor') });
      expect({ status, body }).toEqual(refusal('OPERATION_NOT_SUPPORTED'));
    },
  );

  it('answers queries by GET, a page’s with a preflight header, and mutations never', async () => {
    const get = async (query: string, headers: Record<string, string>) => {
      const response = await fetch(`${graph.system.url}?query=${encodeURIComponent(query)}`, { headers });
      return { status: response.status, body: await response.json() };
    };
    const preflight = { 'apollo-require-preflight': '1' };
    expect(await get('{ me { capacity } }', preflight)).toEqual({
      status: 200,
      body: { data: { me: { capacity: 'public' } } },
    });
    const authorization = `Bearer ${graph.token('jms')}`;
    const before = await bookings();
    expect(await get(WRITE, { ...preflight, authorization })).toMatchObject(refusal('METHOD_NOT_ALLOWED'));
    expect(await get('{ me { capacity } }', { cookie: 'a=b' })).toMatchObject(refusal('REQUEST_INVALID'));
    expect(await bookings()).toBe(before);
  });

  it('keeps what others answered when one subgraph fails, with the path and nothing else', async () => {
    const { reads } = graph.system.stores.officers.operational;
    const token = graph.token('jem');
    await graph.ask('{ me { capacity } }', { token });
    Object.assign(reads, {
      getRepository: () => {
        throw new Error('SELECT canary FROM officer');
      },
    });
    const source = '{ me { capacity officer { id } } agreements { totalCount } }';
    const { status, body, text } = await graph.ask(source, { token });
    Reflect.deleteProperty(reads, 'getRepository');
    expect(status).toBe(200);
    expect(text).not.toContain('canary');
    expect(body).toEqual({
      data: { me: { capacity: 'jem', officer: null }, agreements: { totalCount: 5 } },
      errors: [
        {
          message: ERRORS.SUBGRAPH_UNAVAILABLE.message,
          path: ['me', 'officer'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        },
      ],
    });
  });

  it('answers Apollo Sandbox’s preflight and shows it the token’s view', async () => {
    const origin = 'https://studio.apollographql.com';
    const preflight = await fetch(graph.system.url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
        'access-control-request-private-network': 'true',
      },
    });
    expect([200, 204]).toContain(preflight.status);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-private-network')).toBe('true');
    const { body, headers } = await graph.ask('{ __schema { types { name } } }', {
      token: graph.token('wso'),
      headers: { origin },
    });
    const names = (body as { data: { __schema: { types: { name: string }[] } } }).data.__schema.types.map(
      ({ name }) => name,
    );
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(names).toContain('Subject');
    expect(names).not.toContain('ImmigrationRecord');
  });

  it('tells its readiness in exactly three words', async () => {
    const response = await fetch(new URL('/readyz', graph.system.url));
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { ready: true, degraded: false, reload: 'ok' },
    });
  });
});

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function publicKey({ dataDir }: TestGraph): { kid: string; x: string } {
  return JSON.parse(readFileSync(join(dataDir, 'dev-issuer.jwks.json'), 'utf8')).keys[0];
}

function kidOf(graph: TestGraph): string {
  return publicKey(graph).kid;
}

function macToken(graph: TestGraph, claims: object): string {
  const signed = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: kidOf(graph) })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', JSON.stringify(publicKey(graph)))
    .update(signed)
    .digest('base64url')}`;
}

function foreignToken(graph: TestGraph, claims: object): string {
  const signed = `${encode({ alg: 'EdDSA', typ: 'at+jwt', kid: kidOf(graph) })}.${encode(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), generateKeyPairSync('ed25519').privateKey).toString('base64url')}`;
}

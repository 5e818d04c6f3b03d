import { readFileSync } from 'node:fs';
import { ERRORS, type ErrorCode } from '../../../gateway/errors';
import { auditLines } from '../../kit/auditLines';
import { type ClassifiedGateway, classifiedGateway } from '../kit/classifiedGateway';
import { json } from '../kit/httpServer';
import { JSON_TYPE, type Received, type Sent, sendHttp } from '../kit/sendHttp';

const QUERY = JSON.stringify({ query: '{ warrant(id: "1") { id } }' });
const BURST = 4;

describe('admit', () => {
  let graph: ClassifiedGateway;
  beforeEach(async () => {
    graph = await classifiedGateway(() => json({ data: { warrant: null } }), {
      RATE_PER_SECOND: '1',
      RATE_BURST: String(BURST),
      TRUSTED_PROXIES: '127.0.0.1',
    });
  });
  afterEach(() => graph.close());

  const bearer = (claims = {}) => ({
    authorization: `Bearer ${graph.key.token({ scope: 'integration:jms', officer: undefined, ...claims })}`,
  });
  const send = (sent: Sent, count: number): Promise<readonly Received[]> =>
    Array.from({ length: count }).reduce<Promise<Received[]>>(
      async (before) => [...(await before), await sendHttp(graph.url, { body: QUERY, ...sent })],
      Promise.resolve([]),
    );
  const statuses = async (sent: Sent, count: number) => (await send(sent, count)).map(({ status }) => status);
  const bodyOf = (code: ErrorCode): string =>
    `${JSON.stringify({ errors: [{ message: ERRORS[code].message, extensions: { code } }] })}\n`;

  it('refuses one client’s next request with the time to wait, and asks nobody', async () => {
    const headers = { ...JSON_TYPE, ...bearer() };
    expect(await statuses({ headers }, BURST)).toEqual([200, 200, 200, 200]);
    const asked = graph.subgraphs.seen.length;
    const [refused] = await send({ headers }, 1);
    expect({ status: refused?.status, text: refused?.text, after: refused?.headers['retry-after'] }).toEqual({
      status: 429,
      text: bodyOf('RATE_EXCEEDED'),
      after: '1',
    });
    expect(refused?.headers['cache-control']).toBe('no-store');
    expect(graph.subgraphs.seen.length).toBe(asked);
  });

  it.each<[string, Sent]>([
    ['what is no JSON', { body: '{' }],
    ['another media type', { headers: { 'content-type': 'text/plain' } }],
    ['a method that does not serve', { method: 'DELETE', body: '' }],
    ['a body too large', { body: 'x'.repeat(100_000) }],
    ['a query by GET', { method: 'GET', path: '/graphql?query=%7B__typename%7D', headers: {}, body: '' }],
    ['a token that is refused', { headers: { ...JSON_TYPE, authorization: 'Bearer x.y.z' } }],
    ['another scheme', { headers: { ...JSON_TYPE, authorization: 'Basic x' } }],
  ])('counts %s', async (_what, sent) => {
    const seen = await statuses(sent, BURST + 1);
    expect(seen.slice(0, BURST)).not.toContain(429);
    expect(seen.at(-1)).toBe(429);
  });

  it('lets no client feel another, and goes by the address that a trusted proxy names', async () => {
    const [one, other] = [bearer(), bearer({ sub: 'TEST-other' })].map((token) => ({ ...JSON_TYPE, ...token }));
    const from = (address: string) => ({ ...JSON_TYPE, 'x-forwarded-for': address });
    expect((await statuses({ headers: one ?? {} }, BURST + 1)).at(-1)).toBe(429);
    expect(await statuses({ headers: other ?? {} }, 1)).toEqual([200]);
    expect((await statuses({ headers: from('192.0.2.1') }, BURST + 1)).at(-1)).toBe(429);
    expect(await statuses({ headers: from('192.0.2.2') }, 1)).toEqual([400]);
    expect(await statuses({ headers: from('192.0.2.2, 192.0.2.1') }, 1)).toEqual([429]);
  });

  it('writes down the first refusal of a run alone', async () => {
    await statuses({ headers: { ...JSON_TYPE, ...bearer() } }, BURST + 3);
    const refused = auditLines(readFileSync(graph.auditFile, 'utf8')).filter(
      ({ outcome }) => JSON.stringify(outcome) === '{"status":429,"codes":["RATE_EXCEEDED"]}',
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ who: { sub: 'TEST-person' } });
  });

  it('counts no preflight, page or health check', async () => {
    for (const path of ['/livez', '/readyz', '/'])
      expect(await statuses({ method: 'GET', path, body: '' }, BURST + 2)).not.toContain(429);
    expect(await statuses({ method: 'OPTIONS', body: '' }, BURST + 2)).not.toContain(429);
  });
});

describe('admit without a trusted proxy', () => {
  it('believes no x-forwarded-for', async () => {
    const graph = await classifiedGateway(() => json({ data: {} }), { RATE_PER_SECOND: '1', RATE_BURST: '1' });
    const send = (address: string) =>
      sendHttp(graph.url, { headers: { ...JSON_TYPE, 'x-forwarded-for': address }, body: QUERY });
    await send('192.0.2.1');
    expect((await send('192.0.2.2')).status).toBe(429);
    await graph.close();
  });
});

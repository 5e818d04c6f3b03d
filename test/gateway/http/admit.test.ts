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
  const send = (sent: Sent): Promise<Received> => sendHttp(graph.url, { body: QUERY, ...sent });
  const statuses = async (sent: Sent, count: number): Promise<readonly number[]> =>
    count === 0 ? [] : [(await send(sent)).status, ...(await statuses(sent, count - 1))];
  /** Answers up to the first 429: a machine under load takes longer for a burst than the rate needs to give some back. */
  const untilRefused = async (sent: Sent): Promise<readonly Received[]> => {
    const answers = [await send(sent)];
    while (answers.at(-1)?.status !== 429 && answers.length < 100) answers.push(await send(sent));
    return answers;
  };
  const bodyOf = (code: ErrorCode): string =>
    `${JSON.stringify({ errors: [{ message: ERRORS[code].message, extensions: { code } }] })}\n`;

  it('refuses one client’s next request with the time to wait, and asks nobody', async () => {
    const headers = { ...JSON_TYPE, ...bearer() };
    const answers = await untilRefused({ headers });
    const refused = answers.at(-1);
    const admitted = answers.slice(0, -1).map(({ status }) => status);
    expect(admitted.length).toBeGreaterThanOrEqual(BURST);
    expect(new Set(admitted)).toEqual(new Set([200]));
    expect({ status: refused?.status, text: refused?.text, after: refused?.headers['retry-after'] }).toEqual({
      status: 429,
      text: bodyOf('RATE_EXCEEDED'),
      after: '1',
    });
    expect(refused?.headers['cache-control']).toBe('no-store');
    const asked = graph.subgraphs.seen.filter(
      ({ headers: { 'caller-assertion': assertion } }) => assertion !== undefined,
    );
    expect(asked).toHaveLength(admitted.length);
  });

  it.each<[string, Sent]>([
    ['what is no JSON', { body: '{' }],
    ['another media type', { headers: { 'content-type': 'text/plain' } }],
    ['a method that does not serve', { method: 'DELETE', body: '' }],
    ['a body too large', { body: 'x'.repeat(100_000) }],
    ['a query by GET', { method: 'GET', path: '/graphql?query=%7B__typename%7D', headers: {}, body: '' }],
    ['the path spelt otherwise', { path: '/%67raphql' }],
    ['a token that is refused', { headers: { ...JSON_TYPE, authorization: 'Bearer x.y.z' } }],
    ['another scheme', { headers: { ...JSON_TYPE, authorization: 'Basic x' } }],
  ])('counts %s', async (_what, sent) => {
    const answers = await untilRefused(sent);
    expect(answers.length).toBeGreaterThan(BURST);
    expect(answers.at(-1)?.status).toBe(429);
  });

  it('lets no client feel another, and goes by the address that a trusted proxy names', async () => {
    const [one, other] = [bearer(), bearer({ sub: 'TEST-other' })].map((token) => ({ ...JSON_TYPE, ...token }));
    const from = (address: string) => ({ ...JSON_TYPE, 'x-forwarded-for': address });
    expect((await untilRefused({ headers: one ?? {} })).at(-1)?.status).toBe(429);
    expect(await statuses({ headers: other ?? {} }, 1)).toEqual([200]);
    expect((await untilRefused({ headers: from('192.0.2.1') })).at(-1)?.status).toBe(429);
    expect(await statuses({ headers: from('192.0.2.2') }, 1)).toEqual([400]);
    expect((await untilRefused({ headers: from('192.0.2.2, 192.0.2.1') })).length).toBeLessThan(BURST);
  });

  it('answers who asks by a path spelt otherwise as by the usual one', async () => {
    const asked = { headers: { ...JSON_TYPE, ...bearer() } };
    const [one, other] = [await send({ ...asked, path: '/%67raphql' }), await send(asked)];
    expect({ status: one.status, text: one.text }).toEqual({ status: 200, text: other.text });
    const lines = auditLines(readFileSync(graph.auditFile, 'utf8')).filter(({ kind }) => kind === 'operation');
    expect(lines.map(({ who }) => who)).toEqual([lines[0]?.['who'], lines[0]?.['who']]);
  });

  it('writes down the first refusal of a run alone', async () => {
    const seen = await statuses({ headers: { ...JSON_TYPE, ...bearer() } }, 3 * BURST);
    const runs = seen.filter((status, at) => status === 429 && seen[at - 1] !== 429).length;
    expect(seen.filter((status) => status === 429).length).toBeGreaterThan(runs);
    const refused = auditLines(readFileSync(graph.auditFile, 'utf8')).filter(
      ({ outcome }) => JSON.stringify(outcome) === '{"status":429,"codes":["RATE_EXCEEDED"]}',
    );
    expect(refused).toHaveLength(runs);
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
    const answers = await Promise.all(['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'].map(send));
    expect(answers.map(({ status }) => status)).toContain(429);
    await graph.close();
  });
});

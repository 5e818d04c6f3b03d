import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { FetchFailure } from '../../../gateway/plan/reply';
import { type SubgraphClient, subgraphClient } from '../../../gateway/plan/subgraphClient';
import { certificates } from '../kit/certificates';
import { type Answer, type HttpServer, httpServer, json } from '../kit/httpServer';
import { requestContext } from '../kit/requestContext';

const QUERY = '{"query":"{ a }","variables":{}}';
const MUTATION = '{"query":"mutation{ a }","variables":{}}';
const ANSWER = json({ data: { a: 1 } });
const LOST: Answer = (response) => response.destroy();
const AWAY = json({}, 503);
const NEVER: Answer = () => undefined;

describe('subgraphClient', () => {
  let server: HttpServer;
  let client: SubgraphClient;
  let answers: Answer[];

  beforeEach(async () => {
    answers = [];
    server = await httpServer(() => answers.shift() ?? ANSWER);
    client = subgraphClient({ name: 'a', url: `${server.origin}/graphql`, timeoutMs: 300, tls: {}, measured: null });
  });
  afterEach(async () => {
    await client.close();
    await server.close();
  });

  const ask = async (body: string, context = requestContext()): Promise<string> => {
    const text = await client.ask(body, context).catch((failure: unknown) => {
      if (failure instanceof FetchFailure) return failure.kind;
      throw failure;
    });
    context.patience.release();
    return text;
  };

  it('sends a query again, once, where the connection is lost before an answer', async () => {
    answers = [LOST];
    expect(await ask(QUERY)).toBe('{"data":{"a":1}}');
    answers = [LOST, LOST];
    expect(await ask(QUERY)).toBe('connection');
    expect(server.seen).toHaveLength(4);
  });

  it('never sends a mutation again', async () => {
    answers = [LOST];
    expect(await ask(MUTATION)).toBe('connection');
    expect(server.seen).toHaveLength(1);
  });

  it.each<[string, Answer, string]>([
    [
      'an answer that breaks off',
      (response) => void response.writeHead(200).write('{', () => response.destroy()),
      'answer',
    ],
    ['a refusal', json({}, 401), 'answer'],
    ['503', AWAY, 'absence'],
    ['silence', NEVER, 'lateness'],
  ])('does not send a query again after %s', async (_what, answer, kind) => {
    answers = [answer];
    expect(await ask(QUERY)).toBe(kind);
    expect(server.seen).toHaveLength(1);
  });

  it('keeps a connection for the next fetch', async () => {
    await ask(QUERY);
    await nextTurn();
    await ask(QUERY);
    expect(new Set(server.seen.map(({ port }) => port)).size).toBe(1);
  });

  it('stops, and breaks the fetch off, when the request has no more time or who asked has left', async () => {
    const left = new Promise<void>((done) => {
      answers = [(response) => response.once('close', () => done())];
    });
    const context = requestContext(50);
    expect(await ask(QUERY, context)).toBe('departure');
    await left;
    expect(await ask(QUERY, context)).toBe('departure');
    expect(server.seen).toHaveLength(1);
  });

  it('leaves a subgraph alone after ten failures in a row, and asks again when it is back', async () => {
    answers = Array.from({ length: 10 }, () => AWAY);
    for (let at = 0; at < 10; at += 1) expect(await ask(QUERY)).toBe('absence');
    expect(await ask(QUERY)).toBe('absence');
    expect(server.seen).toHaveLength(10);
    await pause(2050);
    expect(await ask(QUERY)).toBe('{"data":{"a":1}}');
  });

  it('is not moved to leave it alone by what single callers can bring about', async () => {
    answers = Array.from({ length: 20 }, () => json({}, 500));
    for (let at = 0; at < 20; at += 1) await ask(QUERY);
    expect(await ask(QUERY)).toBe('{"data":{"a":1}}');
  });

  it('asks no more than 64 at once, and 1,024 wait', async () => {
    answers = Array.from({ length: 64 }, () => NEVER);
    const asked = Array.from({ length: 64 + 1024 }, () => ask(QUERY));
    expect(await ask(QUERY)).toBe('absence');
    expect(server.seen.length).toBeLessThanOrEqual(64);
    await Promise.all(asked);
  });
});

describe('subgraphClient over TLS', () => {
  const made = certificates();
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const { cert, key } = made.server;
    server = createServer(
      { cert, key, ca: made.ca, requestCert: true, rejectUnauthorized: true },
      (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}'),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ['is believed and believes with both', { ca: made.ca, ...made.client }, '{"data":{}}'],
    ['is refused without a certificate of its own', { ca: made.ca }, 'connection'],
    ['believes no subgraph that its authority did not sign', { ...made.client }, 'answer'],
  ])('%s', async (_what, tls, outcome) => {
    const client = subgraphClient({ name: 'a', url, timeoutMs: 2000, tls, measured: null });
    const context = requestContext();
    const text = await client.ask(QUERY, context).catch((failure: FetchFailure) => failure.kind);
    context.patience.release();
    await client.close();
    expect(text).toBe(outcome);
  });
});

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { CALLER_HEADER } from '../../schema/caller';

/** One request of the gateway to a subgraph on behalf of a caller. */
export interface SeenFetch {
  readonly subgraph: string;
  readonly body: string;
}

/** Stands where the gateway looks for its subgraphs, passes everything on and keeps what was asked. */
export interface FetchRecorder {
  /** Settings that tell the gateway where each subgraph answers. */
  readonly urls: Readonly<Record<string, string>>;
  /** What was asked on callers' behalf since the last call, in an order of its own: fetches run side by side. */
  takeFetches(): readonly SeenFetch[];
  close(): Promise<void>;
}

/** `subgraphs` holds the URL of each subgraph by its setting. */
export async function fetchRecorder(subgraphs: Readonly<Record<string, string>>): Promise<FetchRecorder> {
  const pools: Pool[] = [];
  const servers: Server[] = [];
  const urls: Record<string, string> = {};
  let fetches: SeenFetch[] = [];
  for (const [setting, url] of Object.entries(subgraphs)) {
    const pool = new Pool(new URL(url).origin);
    const server = createServer(async (request, response) => {
      const body = await textOf(request);
      // Probes assert nobody, and an officer's standing is asked for a token, not for an operation.
      if (request.url === '/graphql' && request.headers[CALLER_HEADER] !== undefined)
        fetches.push({ subgraph: setting, body });
      await passOn(pool, { request, body, response });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    pools.push(pool);
    servers.push(server);
    urls[setting] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
  return {
    urls,
    takeFetches: () => {
      const seen = fetches.map((one) => [`${one.subgraph} ${one.body}`, one] as const);
      fetches = [];
      return seen.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    },
    close: async () => {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

interface Passing {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly response: ServerResponse;
}

async function passOn(pool: Pool, { request, body, response }: Passing): Promise<void> {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const method = request.method === 'POST' ? 'POST' : 'GET';
  try {
    const answer = await pool.request({
      method,
      path: request.url ?? '/',
      headers,
      ...(method === 'POST' ? { body } : {}),
    });
    const text = await answer.body.text();
    response.writeHead(answer.statusCode, { 'content-type': answer.headers['content-type'] ?? 'text/plain' });
    response.end(text);
  } catch {
    response.destroy();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

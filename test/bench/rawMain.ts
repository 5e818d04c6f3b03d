import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

const FETCH = JSON.stringify({ query: '{ me { id name username birthday } }' });

/**
 * What a Node process needs at the least for one fetch, and no gateway: it reads the request as JSON, sends a fetch that
 * is written already, reads its answer and writes it out. No errors, limits, views or operations.
 */
async function main(): Promise<void> {
  const { origin, pathname } = new URL(process.env['SUBGRAPH'] ?? '');
  const pool = new Pool(origin, { connections: 64 });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString('utf8'));
      fetchOnce(pool, pathname, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`);
}

function fetchOnce(pool: Pool, path: string, response: ServerResponse<IncomingMessage>): void {
  const chunks: Buffer[] = [];
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  pool.dispatch(
    { method: 'POST', path, headers, body: FETCH },
    {
      onRequestStart: () => undefined,
      onResponseStart: () => undefined,
      onResponseData: (_controller, chunk) => chunks.push(chunk),
      onResponseEnd: () => {
        const text = JSON.stringify(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
        response.end(text);
      },
      onResponseError: () => response.writeHead(502).end(),
    },
  );
}

void main();

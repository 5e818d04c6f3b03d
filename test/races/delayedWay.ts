import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';

/** The HTTP way to a server, on which requests and answers take their time. */
export interface DelayedWay {
  /** Stands in for the server's own URL. */
  readonly url: string;
  /** No answer arrives from now until what is answered here is called; then all of them at once. */
  stall(): () => void;
  close(): Promise<void>;
}

/** Opens a way to the server of `target`; each request and each answer is under way for as long as `delayMs` says. */
export async function delayedWay(target: string, delayMs: () => number): Promise<DelayedWay> {
  let arriving: Promise<void> = Promise.resolve();
  const carry = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { host: _host, connection: _connection, ...headers } = incoming.headers;
    const body = await buffer(incoming);
    await pause(delayMs());
    const answer = await request(new URL(incoming.url ?? '', target), { method: 'POST', headers, body });
    const text = await answer.body.text();
    await pause(delayMs());
    await arriving;
    outgoing.writeHead(answer.statusCode, { 'content-type': 'application/json' }).end(text);
  };
  const server = createServer((incoming, outgoing) => {
    carry(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    stall: () => {
      let release = (): void => undefined;
      arriving = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

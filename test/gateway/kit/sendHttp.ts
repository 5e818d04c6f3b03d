import { type IncomingHttpHeaders, request } from 'node:http';

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export const JSON_TYPE = { 'content-type': 'application/json' };

/** Over node:http, since fetch sets and forbids headers of its own. */
export function sendHttp(
  url: string,
  { method = 'POST', path = '/graphql', headers = JSON_TYPE, body = '' }: Sent,
): Promise<Received> {
  return new Promise((done, failed) => {
    const asked = request(new URL(path, url), { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', failed).end(body);
  });
}

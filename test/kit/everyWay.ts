import { ERRORS, type ErrorCode } from '../../gateway/errors';
import type { Asking, HttpAnswer, TestGraph } from './graph';

/** What of a graph can be asked: the whole system of a test, or a gateway over subgraphs of its own. */
export type Askable = Pick<TestGraph, 'send'> & { readonly system: { readonly url: string } };

const JSON_TYPE = 'application/json';
const RESPONSE_TYPE = 'application/graphql-response+json';
/** Node reads at most 16 KiB of headers and URL. */
const MAX_URL = 12_000;
/** A mutation that fits the view is refused by GET for being one. */
const MUTATION = /^\s*mutation\b/;

/**
 * Asks one operation in every way the gateway offers: POST and GET, with each media type for the answer, and HEAD. The
 * answers must be one; batches, forms and plain text must be refused whatever they hold. Answers the POST.
 */
export async function askEveryWay(graph: Askable, query: string, asking: Asking = {}): Promise<HttpAnswer> {
  const { token = null, headers = {}, ...rest } = asking;
  const own = { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const body = JSON.stringify({ query, ...rest });
  const answer = await graph.send(body, { headers: { 'content-type': JSON_TYPE, ...own } });
  const newer = await graph.send(body, { headers: { 'content-type': JSON_TYPE, accept: RESPONSE_TYPE, ...own } });
  expect(shape(newer)).toEqual(shape(answer));
  await expectGetAgrees(graph, { query, asking, answer });
  await expectOthersRefused(graph, { body, headers: own, answer });
  for (const one of [answer, newer]) expect(one.headers.get('cache-control')).toBe('no-store');
  return answer;
}

async function expectGetAgrees(
  { system }: Askable,
  { query, asking, answer }: { readonly query: string; readonly asking: Asking; readonly answer: HttpAnswer },
): Promise<void> {
  const url = new URL(system.url);
  url.searchParams.set('query', query);
  if (asking.variables !== undefined) url.searchParams.set('variables', JSON.stringify(asking.variables));
  if (asking.operationName !== undefined) url.searchParams.set('operationName', asking.operationName);
  if (url.href.length > MAX_URL) return;
  const headers = {
    'apollo-require-preflight': '1',
    ...asking.headers,
    ...(asking.token == null ? {} : { authorization: `Bearer ${asking.token}` }),
  };
  for (const accept of [JSON_TYPE, RESPONSE_TYPE]) {
    const got = await fetch(url, { headers: { accept, ...headers } });
    const text = await got.text();
    if (got.status === 405 && MUTATION.test(query)) expect(text).toContain('"METHOD_NOT_ALLOWED"');
    else expect({ status: got.status, text }).toEqual({ status: statusFor(accept, answer), text: answer.text });
  }
  const head = await fetch(url, { method: 'HEAD', headers });
  const status = head.status === 405 && MUTATION.test(query) ? head.status : answer.status;
  expect({ status: head.status, text: await head.text() }).toEqual({ status, text: '' });
}

/** A client that accepts `application/json` alone by name gets 200 with an answer that refuses its document. */
function statusFor(accept: string, { status, text }: HttpAnswer): number {
  return accept === JSON_TYPE && status === 400 && !text.includes('"REQUEST_INVALID"') ? 200 : status;
}

async function expectOthersRefused(
  graph: Askable,
  {
    body,
    headers,
    answer,
  }: { readonly body: string; readonly headers: Readonly<Record<string, string>>; readonly answer: HttpAnswer },
): Promise<void> {
  const ways: readonly [string, string, ErrorCode][] = [
    [JSON_TYPE, `[${body}]`, 'REQUEST_INVALID'],
    ['application/x-www-form-urlencoded', new URLSearchParams({ query: body }).toString(), 'MEDIA_TYPE_UNSUPPORTED'],
    ['multipart/form-data; boundary=x', `--x\r\n\r\n${body}\r\n--x--`, 'MEDIA_TYPE_UNSUPPORTED'],
    ['text/plain', body, 'MEDIA_TYPE_UNSUPPORTED'],
  ];
  for (const [type, text, code] of ways) {
    const refused = await graph.send(text, { headers: { 'content-type': type, ...headers } });
    // Who asks is found out before what is asked.
    if (answer.status === 401) expect(shape(refused)).toEqual(shape(answer));
    else expect(refused.body).toEqual({ errors: [{ message: ERRORS[code].message, extensions: { code } }] });
  }
}

function shape({ status, text }: HttpAnswer): { readonly status: number; readonly text: string } {
  return { status, text };
}

import { connect } from 'node:net';
import { ERRORS, type ErrorCode } from '../../../gateway/errors';
import { json } from '../kit/httpServer';
import { type OpenGateway, openGateway } from '../kit/openGateway';
import { JSON_TYPE, type Sent, sendHttp } from '../kit/sendHttp';

const QUERY = JSON.stringify({ query: '{ __typename }' });

describe('listener', () => {
  let graph: OpenGateway;
  beforeAll(async () => {
    graph = await openGateway({ names: () => json({ data: { rename: null } }), cities: () => json({ data: {} }) });
  });
  afterAll(() => graph.close());

  const send = (sent: Sent) => sendHttp(graph.url, sent);
  const refused = (code: ErrorCode) => ({ errors: [{ message: ERRORS[code].message, extensions: { code } }] });

  it.each<[string, Sent, ErrorCode]>([
    ['1 MB', { body: JSON.stringify({ query: `{ __typename } #${'x'.repeat(1_000_000)}` }) }, 'BODY_TOO_LARGE'],
    [
      '1 MB without a length',
      { headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' }, body: 'x'.repeat(1_000_000) },
      'BODY_TOO_LARGE',
    ],
    ['no content type', { headers: {}, body: QUERY }, 'MEDIA_TYPE_UNSUPPORTED'],
    ['nothing at all', { headers: {} }, 'MEDIA_TYPE_UNSUPPORTED'],
    ['text', { headers: { 'content-type': 'text/plain' }, body: QUERY }, 'MEDIA_TYPE_UNSUPPORTED'],
    [
      'a GraphQL document',
      { headers: { 'content-type': 'application/graphql' }, body: '{ __typename }' },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'an answer’s type',
      { headers: { 'content-type': 'application/graphql-response+json' }, body: QUERY },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'a type that begins like JSON',
      { headers: { 'content-type': 'application/json-patch' }, body: QUERY },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'JSON in UTF-16',
      { headers: { 'content-type': 'application/json; charset=utf-16' }, body: QUERY },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'a form',
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: QUERY },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'compressed JSON',
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: QUERY },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    [
      'GET with another type',
      { method: 'GET', headers: { 'content-type': 'text/plain' }, path: '/graphql?query={__typename}' },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['broken JSON', { body: '{"query":' }, 'JSON_INVALID'],
    ['no body', { body: '' }, 'JSON_INVALID'],
    ['invalid UTF-8', { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }, 'JSON_INVALID'],
    [
      'a byte order mark',
      { body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(QUERY)]) },
      'JSON_INVALID',
    ],
    ['a batch', { body: `[${QUERY}]` }, 'REQUEST_INVALID'],
    ['an empty batch', { body: '[]' }, 'REQUEST_INVALID'],
    ['a number', { body: '7' }, 'REQUEST_INVALID'],
    ['null', { body: 'null' }, 'REQUEST_INVALID'],
    ['an object without query', { body: '{}' }, 'REQUEST_INVALID'],
    ['a query that is no text', { body: '{"query":7}' }, 'REQUEST_INVALID'],
    ['a query that is a tree', { body: '{"query":{"kind":"Document"}}' }, 'REQUEST_INVALID'],
    ['variables that are a list', { body: '{"query":"{ __typename }","variables":[]}' }, 'REQUEST_INVALID'],
    [
      'a persisted query',
      { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"a"}}}' },
      'REQUEST_INVALID',
    ],
    [
      'GET of a browser without a preflight header',
      { method: 'GET', headers: { 'sec-fetch-site': 'none' }, path: '/graphql?query={__typename}' },
      'REQUEST_INVALID',
    ],
    [
      'GET with two queries',
      { method: 'GET', path: '/graphql?query={__typename}&query={__typename}' },
      'REQUEST_INVALID',
    ],
    [
      'GET with a mutation',
      { method: 'GET', path: '/graphql?query=mutation{rename(name:"x"){name}}' },
      'METHOD_NOT_ALLOWED',
    ],
    ['PUT', { method: 'PUT', body: QUERY }, 'METHOD_NOT_ALLOWED'],
    ['DELETE', { method: 'DELETE', headers: {} }, 'METHOD_NOT_ALLOWED'],
    ['PROPFIND', { method: 'PROPFIND', headers: {} }, 'METHOD_NOT_ALLOWED'],
    ['POST to /readyz', { path: '/readyz', body: QUERY }, 'METHOD_NOT_ALLOWED'],
    ['an unknown path', { path: '/admin', body: QUERY }, 'ROUTE_UNKNOWN'],
    ['a path that is longer', { path: '/graphql/x', body: QUERY }, 'ROUTE_UNKNOWN'],
    ['a prototype’s path', { method: 'GET', path: '/__proto__' }, 'ROUTE_UNKNOWN'],
    ['a broken path', { method: 'GET', path: '/%' }, 'ROUTE_UNKNOWN'],
    ['an answer in HTML', { headers: { ...JSON_TYPE, accept: 'text/html' }, body: QUERY }, 'ACCEPT_UNSUPPORTED'],
    [
      'an answer in anything but JSON',
      { headers: { ...JSON_TYPE, accept: 'application/json;q=0' }, body: QUERY },
      'ACCEPT_UNSUPPORTED',
    ],
    [
      'an operation name that is not there',
      { body: '{"query":"query A { __typename }","operationName":"B"}' },
      'OPERATION_UNKNOWN',
    ],
    [
      'two operations and no name',
      { body: '{"query":"query A { __typename } query B { __typename }"}' },
      'OPERATION_UNKNOWN',
    ],
    ['fragments alone', { body: '{"query":"fragment F on Query { __typename }"}' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription', { body: '{"query":"subscription { a }"}' }, 'OPERATION_NOT_SUPPORTED'],
  ])('refuses %s with code and status, uncached and without details', async (_what, sent, code) => {
    const { status, headers, text } = await send(sent);
    expect(status).toBe(ERRORS[code].status);
    if (code !== 'GRAPHQL_VALIDATION_FAILED') expect(JSON.parse(text)).toEqual(refused(code));
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-type': expect.stringMatching(/^application\/(graphql-response\+)?json; charset=utf-8$/),
    });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('names the methods that serve where one does not', async () => {
    expect((await send({ method: 'PUT', body: QUERY })).headers['allow']).toBe('GET, HEAD, POST, OPTIONS');
    const get = await send({ method: 'GET', path: '/graphql?query=mutation{rename(name:"x"){name}}' });
    expect(get.headers['allow']).toBe('POST');
    expect(graph.names.seen).toEqual([]);
  });

  it.each<[string, Sent, string]>([
    ['POST', { body: QUERY }, 'application/json; charset=utf-8'],
    [
      'POST with a charset',
      { headers: { 'content-type': 'application/json; charset="UTF-8"' }, body: QUERY },
      'application/json; charset=utf-8',
    ],
    [
      'the newer media type',
      { headers: { ...JSON_TYPE, accept: 'application/graphql-response+json, application/json;q=0.9' }, body: QUERY },
      'application/graphql-response+json; charset=utf-8',
    ],
    [
      'GET',
      { method: 'GET', headers: { 'apollo-require-preflight': '1' }, path: '/graphql?query=%7B__typename%7D' },
      'application/json; charset=utf-8',
    ],
  ])('answers %s', async (_what, sent, type) => {
    const { status, headers, text } = await send(sent);
    expect({ status, type: headers['content-type'], body: JSON.parse(text) }).toEqual({
      status: 200,
      type,
      body: { data: { __typename: 'Query' } },
    });
  });

  it('answers HEAD like GET, without the body', async () => {
    const headers = { 'apollo-require-preflight': '1' };
    const { status, text } = await send({ method: 'HEAD', headers, path: '/graphql?query=%7B__typename%7D' });
    expect({ status, text }).toEqual({ status: 200, text: '' });
  });

  it('answers what is no HTTP in the same shape, and goes on', async () => {
    const text = await new Promise<string>((done) => {
      let answered = '';
      const socket = connect(Number(new URL(graph.url).port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      socket.on('data', (chunk) => {
        answered += chunk.toString();
      });
      socket.on('close', () => done(answered));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(text).toContain('cache-control: no-store');
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toEqual(refused('REQUEST_INVALID'));
    expect((await send({ body: QUERY })).status).toBe(200);
  });

  it.each([
    '{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}}}',
    '{"query":"{ __typename }","__proto__":{"polluted":1}}',
  ])('is not changed by %s', async (body) => {
    expect((await send({ body })).status).toBe(200);
    expect('polluted' in {}).toBe(false);
  });
});

import { serverAudits } from 'graphql-http';
import { type ClassifiedGateway, classifiedGateway } from '../gateway/kit/classifiedGateway';
import { json } from '../gateway/kit/httpServer';
import { JSON_TYPE, sendHttp } from '../gateway/kit/sendHttp';
import { FED2, type Federation, federate } from './kit/federation';

const AUDITS = 61;

describe.each(['open', 'classified'] as const)('GraphQL over HTTP, ACCESS=%s', (access) => {
  let gateway: Federation | ClassifiedGateway;
  const audits = serverAudits({ url: () => gateway.url });

  beforeAll(async () => {
    gateway =
      access === 'open'
        ? await federate({ words: { sdl: `${FED2} type Query { word: String } type Mutation { add: String }` } })
        : await classifiedGateway(() => json({ data: {} }));
  });
  afterAll(() => gateway.close());

  it('is held to all audits', () => expect(audits).toHaveLength(AUDITS));

  it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (_id, _name, fn) => {
    const result = await fn();
    expect({ status: result.status, reason: 'reason' in result ? result.reason : '' }).toEqual({
      status: 'ok',
      reason: '',
    });
  });

  const get = { method: 'GET', path: '/graphql?query=%7B__typename%7D' };
  it.each([['origin'], ['sec-fetch-site'], ['cookie']])('201 MUST ask a GET with %s for a preflight', async (name) => {
    const headers = { [name]: 'https://page.example' };
    expect((await sendHttp(gateway.url, { ...get, headers })).status).toBe(400);
    const asking = { ...headers, 'apollo-require-preflight': '1' };
    expect((await sendHttp(gateway.url, { ...get, headers: asking })).status).toBe(200);
    expect((await sendHttp(gateway.url, { ...get, headers: {} })).status).toBe(200);
  });

  it.each([
    ['application/json', 200],
    ['application/json, application/graphql-response+json', 400],
    ['*/*', 400],
  ])('202 SHOULD answer an unknown field, accepting %s, with %i', async (accept, status) => {
    const answer = await sendHttp(gateway.url, { headers: { ...JSON_TYPE, accept }, body: '{"query":"{ unknown }"}' });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });

  it('203 MUST refuse a mutation by GET with 405 and say what is allowed', async () => {
    const path = '/graphql?query=mutation%7B__typename%7D';
    const { status, headers } = await sendHttp(gateway.url, { method: 'GET', path, headers: {} });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'POST' });
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../../gateway/config';
import { ERRORS } from '../../../gateway/errors';
import { type ClassifiedGateway, classifiedGateway } from '../../gateway/kit/classifiedGateway';
import { type Answer, httpServer, json } from '../../gateway/kit/httpServer';
import { type Askable, askEveryWay } from '../../kit/everyWay';
import type { HttpAnswer } from '../../kit/graph';

jest.setTimeout(120_000);

const CANARY = 'CANARY-83ab';
const QUERY = '{ warrant(id: "1") { id form subject { name { surName } } } }';
const LOST = {
  data: { warrant: null },
  errors: [
    { message: ERRORS.SUBGRAPH_UNAVAILABLE.message, path: ['warrant'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
  ],
};
const inHtml: Answer = (response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${CANARY} http://warrants:4003`);
const allStanding = (body: string): Answer => json({ standing: JSON.parse(body).officers.map(() => true) });

describe('a subgraph that fails or lies', () => {
  let graph: ClassifiedGateway;
  let asked: Askable;
  let answer: Answer;
  beforeAll(async () => {
    graph = await classifiedGateway(({ path, body }) => (path.startsWith('/service/') ? allStanding(body) : answer), {
      SUBGRAPH_TIMEOUT_MS: '1000',
      RATE_PER_SECOND: '1000000',
      RATE_BURST: '1000000',
    });
    asked = {
      system: { url: graph.url },
      send: async (body, init = {}) => {
        const response = await fetch(graph.url, { method: 'POST', body: body as RequestInit['body'] & {}, ...init });
        const text = await response.text();
        return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
      },
    };
  });
  afterAll(() => graph.close());

  /** Asks in every way while the subgraph answers so; then waits until it is asked again, for one that fails is left alone. */
  const askWhile = async (given: Answer): Promise<HttpAnswer> => {
    answer = given;
    const asking = await askEveryWay(asked, QUERY, { token: graph.key.token() });
    answer = json({ data: { warrant: null } });
    for (let turns = 0; turns < 200; turns += 1) {
      if ((await graph.ask(QUERY, graph.key.token())).text === '{"data":{"warrant":null}}\n') return asking;
      await pause(50);
    }
    throw new Error('The subgraph stays left alone.');
  };

  it.each<[string, Answer]>([
    ['400', json({ errors: [{ message: CANARY }] }, 400)],
    ['401', json({ errors: [{ message: CANARY }] }, 401)],
    ['403', json({ data: { warrant: { id: CANARY } } }, 403)],
    [
      '500',
      json({ errors: [{ message: `SELECT ${CANARY} FROM warrants_protected`, extensions: { sql: CANARY } }] }, 500),
    ],
    ['HTML', inHtml],
    ['nothing', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end()],
    ['nothing in time', () => undefined],
    ['broken JSON', json(`{"data":{"warrant":{"id":"${CANARY}"`)],
    ['an error without data', json({ errors: [{ message: CANARY, extensions: { code: CANARY, url: CANARY } }] })],
    [
      'a suggestion',
      json({
        data: null,
        errors: [
          {
            message: 'Cannot query field "subjec" on type "W". Did you mean "alienNumber"?',
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          },
        ],
      }),
    ],
    [
      'a code that it may not send',
      json({
        data: { warrant: null },
        errors: [{ message: CANARY, path: ['warrant'], extensions: { code: 'TOKEN_INVALID' } }],
      }),
    ],
    ['a closed connection', (response) => response.destroy()],
  ])('A15 and answers %s is one generic error, without address, name or text of its own', async (_what, given) => {
    const { status, body, text } = await askWhile(given);
    expect({ status, body }).toEqual({ status: 200, body: LOST });
    expect(text).not.toMatch(/CANARY|http|warrants|127\.0|alienNumber|mean/);
  });

  it('A15 and A7 cannot put an object of a hidden type, a hidden field or another shape into a WSO’s answer', async () => {
    const lies = [
      { __typename: 'ImmigrationRecord', id: CANARY },
      { __typename: 'AdministrativeWarrant', id: '1', form: CANARY, subject: null },
      {
        __typename: 'AdministrativeWarrant',
        id: '1',
        form: 'I200',
        subject: { __typename: 'Subject', id: 'x', immigration: CANARY, name: { surName: [CANARY] } },
      },
    ];
    for (const warrant of lies) {
      expect(
        (await askWhile(json({ data: { warrant, immigration: CANARY }, extensions: { debug: CANARY } }))).text,
      ).not.toContain(CANARY);
    }
  });

  it.each(['__proto__', '\\u005f_proto__', 'constructor', 'prototype', 'toString'])(
    'B8 changes no prototype by the member «%s»',
    async (name) => {
      const evil = `"${name}":{"polluted":"${CANARY}","prototype":{"polluted":"${CANARY}"},"toString":"x"}`;
      const lie = json(
        `{${evil},"data":{${evil},"warrant":{${evil},"id":"1","form":"I200","subject":{${evil},"name":{${evil},"surName":"TEST-A"}}}},"errors":[{${evil},"message":"x","path":["warrant","${name}"],"extensions":{${evil},"code":"${name}"}}],"extensions":{${evil}}}`,
      );
      const { text } = await askWhile(lie);
      expect(text).not.toContain(CANARY);
      expect('polluted' in {}).toBe(false);
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  it.each([
    ['another port', (origin: string) => origin],
    ['a name that begins alike', (origin: string) => `${origin.replace('127.0.0.1', '127.0.0.1.evil.invalid')}`],
    ['another name for this machine', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
  ])('B13 and redirects to %s is not followed, and the caller assertion goes nowhere else', async (_what, location) => {
    const other = await httpServer(() => json({ data: { warrant: { id: CANARY } } }));
    for (const status of [301, 302, 303, 307, 308]) {
      const elsewhere = `${location(other.origin)}/graphql`;
      const { body } = await askWhile((response) => response.writeHead(status, { location: elsewhere }).end());
      expect(body).toEqual(LOST);
    }
    expect(other.seen).toEqual([]);
    await other.close();
  });

  it('B13 whose URL is written otherwise is not the one that was configured', () => {
    for (const odd of [
      'http://warrants:4003@evil.example/graphql',
      'http://evil.example#@warrants:4003',
      'file:///etc/passwd',
      '//evil.example/graphql',
    ])
      expect(() => readConfig({ WARRANTS_URL: odd })).toThrow('WARRANTS_URL: ');
  });
});

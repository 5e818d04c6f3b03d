import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { LRUCache } from 'lru-cache';
import { ERRORS } from '../../../gateway/errors';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { ImmigrationRecord } from '../../../subgraphs/warrants/ImmigrationRecord.entity';
import { Subject } from '../../../subgraphs/warrants/Subject.entity';
import { askEveryWay } from '../../kit/everyWay';
import { startGraph, type TestGraph } from '../../kit/graph';

jest.setTimeout(120_000);

const ME = '{ me { capacity } }';
const PERSONS = `{ warrants(first: 50) { totalCount edges { node { id subject { id name { surName } } } } } }`;
const RECORDS = `{ warrants { edges { node { subject { immigration { nationality iceNarrative } } } } } }`;
const CANARY = 'CANARY-2f9c';

describe('an answer', () => {
  let graph: TestGraph;
  let written: string[];
  let stderr: jest.SpyInstance;
  beforeAll(async () => {
    written = [];
    stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    graph = await startGraph('sqlite');
    const { protected: store, operational } = graph.system.stores.warrants;
    await store?.writes
      .getRepository(ImmigrationRecord)
      .update({ rev: 1 }, { iceNarrative: CANARY, statements: CANARY });
    await operational.writes.getRepository(Subject).update({ surName: 'TEST-Coldwell' }, { givenName: CANARY });
  });
  afterAll(async () => {
    await graph.stop();
    stderr.mockRestore();
  });

  it('A17 holds no trace for who asks for one', async () => {
    const headers = { 'apollo-federation-include-trace': 'ftv1', 'apollo-query-plan-experimental': '1' };
    for (const role of ['wso', 'ice']) {
      const { body } = await askEveryWay(graph, ME, { token: graph.token(role), headers });
      expect(body).toEqual({ data: { me: { capacity: role } } });
    }
  });

  it('A18 is each clearance’s own for one document, and may nowhere be stored', async () => {
    const full = await askEveryWay(graph, PERSONS, { token: graph.token('inspector') });
    const wso = await askEveryWay(graph, PERSONS, { token: graph.token('wso') });
    expect(full.body).toMatchObject({ data: { warrants: { totalCount: 7 } } });
    expect(wso.body).toMatchObject({ data: { warrants: { totalCount: 4 } } });
    const type = { 'content-type': 'application/json' };
    const sent = [
      await graph.ask(ME),
      await graph.ask('{ me {'),
      await graph.send('{}', { method: 'PUT', headers: type }),
      await graph.send('x'.repeat(100_000), { headers: type }),
      await graph.ask(ME, { token: 'x' }),
    ];
    expect(sent.map(({ status }) => status)).toEqual([200, 400, 405, 413, 401]);
    for (const { headers } of sent) expect(headers.get('cache-control')).toBe('no-store');
  });

  it('A18 may not be stored when the gateway itself fails, and does not say how', async () => {
    const remembered = jest.spyOn(LRUCache.prototype, 'get').mockImplementation(() => {
      throw new Error(CANARY);
    });
    const { status, headers, body } = await graph.ask(ME, { token: graph.token('wso') });
    remembered.mockRestore();
    expect({ status, body }).toEqual({
      status: 500,
      body: { errors: [{ message: ERRORS.INTERNAL.message, extensions: { code: 'INTERNAL' } }] },
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('A28 leaves no name, number, variable, document or token in log or audit', async () => {
    await askEveryWay(graph, RECORDS, { token: graph.token('jem') });
    const source = 'query Canary2f9c($n: String!) { booking(facility: "x", bookingNumber: $n) { id } }';
    await graph.ask(source, { token: graph.token('jms'), variables: { n: CANARY } });
    const broken = jest
      .spyOn(graph.system.stores.warrants.operational.reads, 'getRepository')
      .mockImplementation(() => {
        throw new Error(`SELECT ${CANARY}`);
      });
    const failed = await askEveryWay(graph, PERSONS, { token: graph.token('jms') });
    broken.mockRestore();
    expect(failed.body).toMatchObject({
      data: { warrants: null },
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
    expect(failed.text).not.toContain(CANARY);
    const log = written.join('');
    expect(log).toContain('"event":"subgraph.failed"');
    for (const text of [log, readFileSync(graph.auditFile, 'utf8')])
      expect(text).not.toMatch(/CANARY|Canary2f9c|eyJ|TEST-[A-Z][a-z]+ ?|A0000\d|1990-02-11|\bHND\b|\bGTM\b|SELECT/);
  });

  it.each([
    ['{ \\u006de { capacity } }', 400],
    ['{ agency(slug: """a\\"""b""") { id } }', 200],
    ['{ agency(slug: """\n  """ ) { id } }', 200],
    ['{ agency(slug: "\\u{1F600}\\uD83D") { id } }', 400],
    ['{ agency(slug: "\\u{1F600}") { id } }', 200],
    ['\uFEFF{ me { capacity } }', 200],
    ['{ me { capacity } } # \u2028', 200],
    ['{ mé { capacity } }', 400],
    ['{ me\u0000 { capacity } }', 400],
  ])('A32 to the odd text %j is no inner fault', async (document, status) => {
    expect((await askEveryWay(graph, document)).status).toBe(status);
  });

  it('A32 to bytes that are no UTF-8 or begin with a mark is one refusal', async () => {
    const json = Buffer.from(JSON.stringify({ query: ME }));
    const odd = [
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), json]),
      Buffer.concat([json.subarray(0, 12), Buffer.from([0xc3, 0x28]), json.subarray(12)]),
      Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
    ];
    for (const bytes of odd) {
      const { status, body } = await graph.send(bytes, { headers: { 'content-type': 'application/json' } });
      expect({ status, body }).toEqual({
        status: 400,
        body: { errors: [{ message: ERRORS.JSON_INVALID.message, extensions: { code: 'JSON_INVALID' } }] },
      });
    }
  });

  it.each([
    'text/plain',
    'text/plain; application/json',
    'message/http',
    'x',
    'application/x-www-form-urlencoded',
    'application/json/',
  ])(
    'B12 to a GET of the content type %s is a refusal, preflight header or not, and a cookie is nobody',
    async (type) => {
      const url = `${graph.system.url}?query=${encodeURIComponent(ME)}`;
      for (const headers of [{ 'content-type': type }, { 'content-type': type, 'apollo-require-preflight': '1' }])
        expect((await fetch(url, { headers })).status).toBe(415);
      const cookie = `token=${graph.token('ice')}; authorization=Bearer ${graph.token('ice')}`;
      const { body } = await askEveryWay(graph, ME, { headers: { cookie } });
      expect(body).toEqual({ data: { me: { capacity: 'public' } } });
    },
  );

  it.each([
    ['without Host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['that expects the unknown', 'GET /livez HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n', 200],
    ['with an endless header', `GET /livez HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 400],
    ['with two lengths', 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', 400],
    [
      'with a length and chunks',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['in binary', '\u0000\u0001\u0002\r\n\r\n', 400],
    [
      'of another protocol',
      `GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Key: x\r\n\r\n`,
      400,
    ],
  ])('B17 to a request %s has our headers, and the process goes on', async (_what, bytes, status) => {
    const text = await raw(graph.system.url, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text.toLowerCase()).toContain('cache-control: no-store');
    expect(text.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect((await graph.ask(ME)).body).toEqual({ data: { me: { capacity: 'public' } } });
  });

  it('B17 to four hundred malformed bodies is never an inner fault', async () => {
    const good = Buffer.from(
      JSON.stringify({ query: `{ facility(id: "${ID.facilityFl}") { name } }`, variables: { a: [1, null] } }),
    );
    for (let at = 0; at < 400; at += 1) {
      const spoilt = Buffer.from(good);
      spoilt[(at * 31) % good.length] = (at * 57) % 256;
      const { status } = await graph.send(spoilt.subarray(0, good.length - (at % 5)), {
        headers: { 'content-type': 'application/json' },
      });
      expect([200, 400]).toContain(status);
    }
  });
});

function raw(url: string, bytes: string): Promise<string> {
  return new Promise((done) => {
    let text = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done(text));
  });
}

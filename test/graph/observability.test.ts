import { readFileSync } from 'node:fs';
import { ERRORS } from '../../gateway/errors';
import { SUBGRAPHS } from '../../schema/subgraphs';
import { startGraph, type TestGraph } from '../kit/graph';

/** Planted in what clients send, in persons, in protected data and in the text of a database error. */
const CANARY = 'CANARY';
const WRITE = `mutation CANARYwrite ($input: UpsertBookingInput!) { upsertBooking(input: $input) { booking { id } } }`;
const RECORDS = `query CANARYrecords ($f: ID) { CANARYalias: warrants(facility: $f) { edges { node {
  subject { name { surName } immigration { nationality alienNumber citizenshipCountries } } } } } }`;
/** What no error may show: stacks, SQL, places, services, plans, and values of ours. */
const INNER =
  /\n\s+at |node_modules|\.[jt]s:\d|SELECT|INSERT|sqlite|127\.0\.0\.1|localhost|https?:|jurisdictions|\bofficers\b|subgraph "|QueryPlan|Fetch\(|_entities|serviceName|stacktrace|join__|classified/i;

describe('logs, metrics and errors of a run', () => {
  let graph: TestGraph;
  let written = '';
  let metrics = '';
  let audit = '';
  const errors: string[] = [];
  const tokens: string[] = [];

  beforeAll(async () => {
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
    graph = await startGraph('sqlite', { METRICS_PORT: '0' });
    await run();
    const url = /"event":"metrics.listening","url":"([^"]+)"/.exec(written)?.[1] ?? '';
    metrics = await (await fetch(url)).text();
    // Coordinates are the schema's words; an act and a field of a view that has it may stand there.
    audit = readFileSync(graph.auditFile, 'utf8').replaceAll(/"[A-Z]\w+\.\w+"/g, '""');
    await graph.stop();
    spy.mockRestore();
  }, 120_000);

  const ask = async (query: string, token: string | null, variables = {}): Promise<string> => {
    const { text, body } = await graph.ask(query, { token, variables, headers: { 'x-request-id': 'CANARY-id' } });
    if (typeof body === 'object' && body !== null && 'errors' in body) errors.push(JSON.stringify(body.errors));
    return text;
  };

  async function run(): Promise<void> {
    for (const role of ['wso', 'wso-supervisor', 'jem', 'ice', 'jms', 'inspector', 'training', 'moa'])
      tokens.push(graph.token(role));
    const person = { givenName: `TEST-${CANARY}`, surName: `TEST-${CANARY}` };
    const input = {
      facility: '01KESPW4N2GAKDT9GTKQPY9BXR',
      bookingNumber: CANARY,
      bookedAt: '2026-03-06T12:00:00Z',
      person,
    };
    for (const token of [...tokens, `${tokens[0]}${CANARY}`, null]) {
      await ask(WRITE, token, { input });
      await ask(WRITE, token, { input: { ...input, bookedAt: CANARY } });
      await ask(RECORDS, token, { f: CANARY });
      await ask(RECORDS, token);
      await ask('{ a: warrants(first: 1000) { totalCount } b: officers(after: "CANARY") { totalCount } }', token);
      await Promise.all(mutated(RECORDS).map((query) => ask(query, token, { f: CANARY })));
    }
    const { officers } = graph.system.stores;
    await officers.operational.writes.query('ALTER TABLE certification RENAME TO CANARY_certification');
    await ask('{ me { officer { certifications { model } } } }', tokens[0] ?? null);
  }

  /** Spoilt at ten places each: a letter lost, doubled, or something put in. */
  function mutated(query: string): readonly string[] {
    return Array.from({ length: 10 }, (_, at) => Math.floor((query.length * at) / 10)).flatMap((at) => [
      query.slice(0, at) + query.slice(at + 1),
      query.slice(0, at) + query.charAt(at) + query.slice(at),
      `${query.slice(0, at)} ...CANARY @skip(if: "CANARY") _service { sdl } ${query.slice(at)}`,
    ]);
  }

  it('met what it is about', () => {
    expect(errors.length).toBeGreaterThan(250);
    expect(written).toContain('"event":"subgraph.failed"');
    expect(written).toContain('"code":"TOKEN_INVALID"');
    expect(metrics).toContain('gateway_requests_total{code="GRAPHQL_VALIDATION_FAILED"}');
  });

  it.each([
    ['the log', () => written],
    ['the metrics', () => metrics],
    ['the audit', () => audit],
  ])('leave nothing of clients, persons or protected data in %s', (_what, text) => {
    expect(text().length).toBeGreaterThan(1000);
    expect(text()).not.toMatch(/CANARY|TEST-|\bHND\b|\bGTM\b|eyJ|upsertBooking|nationality|SELECT/);
    for (const token of tokens) expect(text()).not.toContain(token.split('.')[2]);
  });
  it('show in no error a stack, SQL, a place, a service or a plan', () => {
    expect(errors.filter((error) => INNER.test(error.replaceAll(/\\"[^"]*\\"/g, '')))).toEqual([]);
    const codes = errors.flatMap((error) => [...error.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code ?? ''));
    expect(codes.filter((code) => !Object.hasOwn(ERRORS, code))).toEqual([]);
  });

  it('join a subgraph’s failure to the gateway’s request', () => {
    const failed = written.split('\n').filter((line) => line.includes('"event":"subgraph.failed"'));
    expect(failed.map((line) => JSON.parse(line))).toContainEqual({
      at: expect.any(String),
      level: 'error',
      event: 'subgraph.failed',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      kind: 'QueryFailedError',
    });
  });

  it('label metrics with views, codes and subgraphs alone', () => {
    const labels = [...metrics.matchAll(/\b(view|code|subgraph|outcome)="([^"]*)"/g)];
    const views = ['none', 'public', 'wso', 'wso-supervisor', 'jem', 'ice', 'jms', 'inspector', 'training', 'moa'];
    const known: Readonly<Record<string, readonly string[]>> = {
      view: views,
      code: ['OK', ...Object.keys(ERRORS)],
      subgraph: SUBGRAPHS,
      outcome: ['answered', 'connection', 'lateness', 'absence', 'departure', 'answer'],
    };
    expect(labels.filter(([, name = '', value = '']) => !known[name]?.includes(value))).toEqual([]);
    const ours = metrics.split('\n').filter((line) => /^(gateway|subgraph|audit|view|sessions)_/.test(line));
    const names = new Set(ours.flatMap((line) => [...line.matchAll(/[{,](\w+)=/g)].map(([, name]) => name)));
    expect([...names].sort()).toEqual(['code', 'le', 'outcome', 'subgraph', 'view']);
    expect(ours.length).toBeLessThan(600);
  });

  it('measure requests, fetches, audit, views, sessions, the event loop and the process', () => {
    for (const name of [
      'gateway_request_seconds_count{view="wso"}',
      'gateway_requests_total{code="OK"}',
      'subgraph_request_seconds_count{subgraph="warrants",outcome="answered"}',
      'audit_records_total ',
      'audit_flush_seconds_count ',
      'audit_writable 1',
      'view_build_seconds_count{view="wso"} 1',
      'sessions_remembered 8',
      'nodejs_eventloop_lag_p99_seconds ',
      'process_resident_memory_bytes ',
    ])
      expect(metrics).toContain(name);
    const total = [...metrics.matchAll(/^gateway_requests_total\{.*\} (\d+)$/gm)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
    const timed = [...metrics.matchAll(/^gateway_request_seconds_count\{.*\} (\d+)$/gm)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
    expect(total).toBe(timed);
    expect(Number(/^audit_records_total (\d+)$/m.exec(metrics)?.[1])).toBe(total);
  });
});

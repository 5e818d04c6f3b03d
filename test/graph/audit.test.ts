import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { verifyChains } from '../../gateway/audit/verifyChains';
import { ERRORS } from '../../gateway/errors';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { type AuditLine, auditLines } from '../kit/auditLines';
import { startGraph, type TestGraph } from '../kit/graph';

const QUEUE = '{ myServiceQueue(first: 1) { edges { node { subject { n: name { surName } } } } } }';

describe('the audit', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  const text = (): string => readFileSync(graph.auditFile, 'utf8');
  const lineOf = (requestId: string | null): AuditLine => {
    const found = auditLines(text()).filter((line) => line.requestId === requestId);
    expect(found).toHaveLength(1);
    return found[0] as AuditLine;
  };
  const audited = async (query: string, asking: Parameters<TestGraph['ask']>[1] = {}) => {
    const answer = await graph.ask(query, asking);
    return { answer, line: lineOf(answer.headers.get('x-request-id')) };
  };
  const idOf = async (query: string, role: string): Promise<string> => {
    const { text: answer } = await graph.ask(query, { token: graph.token(role) });
    return /"id":"(\w+)"/.exec(answer)?.[1] ?? '';
  };

  it('says who was answered which fields of whom, by which view, although no id was selected', async () => {
    const subject = await idOf('{ myServiceQueue(first: 1) { edges { node { subject { id } } } } }', 'wso');
    const { line } = await audited(QUEUE, { token: graph.token('wso') });
    expect(line).toEqual({
      seq: expect.any(Number),
      prev: expect.stringMatching(/^[0-9a-f]{64}$/),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      kind: 'operation',
      requestId: expect.any(String),
      who: {
        issuer: 'http://wso-gateway.localhost/development',
        sub: 'development-wso',
        client: 'wso-gateway-development',
        agency: ID.agencyTx,
        officer: ID.officerTxWso,
        capacity: 'wso',
      },
      view: 'wso',
      document: createHash('sha256').update(QUEUE).digest('hex'),
      operation: 'query',
      fields: ['Subject.name', 'PersonName.surName'],
      persons: { AdministrativeWarrant: [expect.any(String)], Subject: [subject] },
      outcome: { status: 200, codes: [] },
    });
  });

  const SUBJECT =
    'query ($id: ID!, $on: Boolean = false) { subject(id: $id) { birthDate @include(if: $on) sexCode id } }';
  it.each([
    [true, ['Subject.birthDate', 'Subject.sexCode']],
    [false, ['Subject.sexCode']],
  ])('follows @include(if: %s)', async (on, fields) => {
    const id = await idOf('{ myServiceQueue(first: 1) { edges { node { subject { id } } } } }', 'wso');
    const { line } = await audited(SUBJECT, { token: graph.token('wso'), variables: { id, on } });
    expect(line).toMatchObject({ fields, persons: { Subject: [id] } });
  });

  it('names neither fields nor a person where there was none to answer', async () => {
    const { line } = await audited(SUBJECT, { token: graph.token('wso'), variables: { id: 'none' } });
    expect(line).toMatchObject({ fields: [], persons: {}, outcome: { status: 200, codes: [] } });
  });

  it('tells nothing of whether protected data is there', async () => {
    const query = `{ warrants { edges { node { subject { immigration {
      nationality consularNotifiedOn statements biometricRefs } } } } } }`;
    const { answer, line } = await audited(query, { token: graph.token('ice') });
    expect(answer.text).toContain('null');
    expect(line.fields).toEqual([
      'Subject.immigration',
      'ImmigrationRecord.nationality',
      'ImmigrationRecord.consularNotifiedOn',
      'ImmigrationRecord.statements',
      'ImmigrationRecord.biometricRefs',
    ]);
  });

  it('names persons over subgraphs, and only rows that the operation selects', async () => {
    const { line } = await audited(
      '{ me { agency { officers { edges { node { badgeId certifications { model } } } } } } }',
      {
        token: graph.token('wso'),
      },
    );
    expect(line).toMatchObject({
      fields: [
        'Agency.officers',
        'OfficerConnection.edges',
        'OfficerEdge.node',
        'Officer.badgeId',
        'Officer.certifications',
        'Certification.model',
      ],
      persons: { Officer: [ID.officerTxWso], Certification: [expect.any(String)] },
    });
  });

  it('names an act and what it was refused with', async () => {
    const act = 'mutation { designateSubject(input: { warrant: "none" }) { warrant { id } } }';
    const { line } = await audited(act, { token: graph.token('ice') });
    expect(line).toMatchObject({
      operation: 'mutation',
      fields: ['Mutation.designateSubject'],
      outcome: { codes: ['NOT_FOUND'] },
    });
  });

  it('records a refused document by its hash and code alone', async () => {
    const { line } = await audited('{ subject(id: "a") { immigration { nationality } } }', {
      token: graph.token('wso'),
    });
    expect(line).toMatchObject({
      view: 'wso',
      operation: null,
      fields: [],
      persons: {},
      outcome: { status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'] },
    });
    expect(JSON.stringify(line)).not.toMatch(/immigration|nationality|ALIENAGE/i);
  });

  it.each<[string, RequestInit, keyof typeof ERRORS]>([
    [
      'a bad token',
      { headers: { 'content-type': 'application/json', authorization: 'Bearer CANARY-token' } },
      'TOKEN_INVALID',
    ],
    ['another type', { headers: { 'content-type': 'text/plain' } }, 'MEDIA_TYPE_UNSUPPORTED'],
    ['another method', { method: 'PUT' }, 'METHOD_NOT_ALLOWED'],
    ['no JSON', { headers: { 'content-type': 'application/json' }, body: '{' }, 'JSON_INVALID'],
    [
      'too much',
      { headers: { 'content-type': 'application/json' }, body: `"${'CANARY'.repeat(20_000)}"` },
      'BODY_TOO_LARGE',
    ],
  ])('records a request refused for %s', async (_what, init, code) => {
    const { headers, status } = await graph.send('{"query":"{ me { capacity } }"}', init);
    expect(status).toBe(ERRORS[code].status);
    const { seq: _seq, prev: _prev, at: _at, requestId: _id, ...line } = lineOf(headers.get('x-request-id'));
    const who = { issuer: null, sub: 'public', client: null, agency: null, officer: null, capacity: 'public' };
    const known = code === 'TOKEN_INVALID' ? { who: null, view: null } : { who, view: 'public' };
    expect(line).toEqual({ kind: 'refusal', ...known, outcome: { status, codes: [code] } });
  });

  it('records a GET by the document in its URL', async () => {
    const query = '{ me { capacity } }';
    const response = await fetch(`${graph.system.url}?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(lineOf(response.headers.get('x-request-id'))).toMatchObject({
      view: 'public',
      document: createHash('sha256').update(query).digest('hex'),
      operation: 'query',
    });
  });

  it('has exactly one line for each answer of a concurrent load, and no value, token, variable or name of the client', async () => {
    const tokens = ['wso', 'ice', 'jms', 'inspector'].map((role) => graph.token(role));
    const load = `query CANARYoperation ($facility: ID) { CANARYalias: warrants(facility: $facility) { edges { node { subject {
      name { surName } birthDate } issuingOffice } } } }`;
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        graph.ask(load, {
          token: tokens[at % tokens.length] ?? '',
          operationName: 'CANARYoperation',
          variables: at % 3 === 0 ? { facility: `CANARY-${at}` } : {},
        }),
      ),
    );
    const lines = auditLines(text());
    for (const { headers, status } of answers) {
      const of = lines.filter((line) => line.requestId === headers.get('x-request-id'));
      expect(of).toMatchObject([{ kind: 'operation', outcome: { status } }]);
    }
    expect(answers.some((answer) => answer.text.includes('TEST-Brightwater'))).toBe(true);
    expect(text()).not.toMatch(/CANARY|TEST-|1990-02-11|eyJ/);
    expect(verifyChains([graph.auditFile])).toMatchObject({ broken: null, chains: [{ begins: 'start' }] });
  });

  it('lets nothing out while it cannot be written, and goes on when it can', async () => {
    const token = graph.token('wso');
    const refusal = {
      errors: [{ message: ERRORS.AUDIT_UNAVAILABLE.message, extensions: { code: 'AUDIT_UNAVAILABLE' } }],
    };
    rmSync(dirname(graph.auditFile), { recursive: true });
    for (const asking of [{ token }, {}, { token: 'wrong' }]) {
      const answer = await graph.ask(QUEUE, asking);
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 503, body: refusal });
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect((await fetch(new URL('/readyz', graph.system.url))).status).toBe(503);
    mkdirSync(dirname(graph.auditFile));
    let answer = await graph.ask(QUEUE, { token });
    for (let at = 0; at < 50 && answer.status === 503; at += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      answer = await graph.ask(QUEUE, { token });
    }
    expect(answer.text).toContain('TEST-Brightwater');
    expect((await fetch(new URL('/readyz', graph.system.url))).status).toBe(200);
    expect(auditLines(text())[0]).toMatchObject({ kind: 'continued', file: 2, withheld: expect.any(Number) });
    expect(verifyChains([graph.auditFile]).broken).toBeNull();
  });
});

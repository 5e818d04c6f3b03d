import { PROTECTED } from '../../schema/categories';
import { SchemaElements } from '../../schema/elements';
import { subgraphDocument } from '../../schema/subgraphs';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { ProtectedHead } from '../../subgraphs/warrants/ProtectedHead.entity';
import { callerAs } from '../kit/callers';
import { type Asking, type HttpAnswer, startGraph, type TestGraph } from '../kit/graph';
import { askSubgraph } from '../kit/subgraph';

const PERSONS = `{ warrants(first: 50) { totalCount edges { cursor node { id form status subject { id name { surName } birthDate } } } pageInfo { endCursor hasNextPage } } }`;
const PROTECTED_FIELDS = new SchemaElements(subgraphDocument('warrants')).all.filter(
  ({ kind, categories }) => kind === 'field' && categories.some((one) => one !== null && PROTECTED.has(one)),
);

describe('the attack cases, by their numbers', () => {
  let graph: TestGraph;
  let written: string[];
  let stderr: jest.SpyInstance;
  const answers: string[] = [];

  beforeAll(async () => {
    written = [];
    stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    graph = await startGraph('sqlite');
  });
  afterAll(async () => {
    await graph.stop();
    stderr.mockRestore();
  });

  const asWso = async (query: string, asking: Asking = {}): Promise<HttpAnswer> => {
    const answer = await graph.ask(query, { token: graph.token('wso'), ...asking });
    answers.push(answer.text);
    return answer;
  };
  const expectSame = async (named: string, invented: string, document: (name: string) => string): Promise<void> => {
    const [one, other] = [await asWso(document(named)), await asWso(document(invented))];
    expect({ status: one.status, text: one.text }).toEqual({
      status: other.status,
      text: other.text.replaceAll(invented, named),
    });
  };
  const invented = (name: string): string => `${name.slice(0, -1)}${name.endsWith('q') ? 'z' : 'q'}`;

  it('A1 gives every protected field the answer of an invented name of the same length', async () => {
    expect(PROTECTED_FIELDS.length).toBeGreaterThan(20);
    for (const { name, parent } of PROTECTED_FIELDS) {
      await expectSame(name, invented(name), (field) => `{ warrants { edges { node { subject { ${field} } } } } }`);
      await expectSame(
        name,
        invented(name),
        (field) => `{ warrants { edges { node { subject { x: ${field} name: id } } } } }`,
      );
      if (parent === 'ImmigrationRecord')
        await expectSame(parent, invented(parent), (type) => `{ me { capacity } } fragment F on ${type} { ${name} }`);
    }
  });

  it('A4 suggests nothing for a misspelt name', async () => {
    for (const name of ['immigratio', 'nam', 'birthDat', 'nationalit'])
      expect((await asWso(`{ warrants { edges { node { subject { ${name} } } } } }`)).text).not.toMatch(
        /did you mean/i,
      );
    expect((await asWso('query ($s: WarrantStatu) { me { capacity } }')).text).not.toMatch(/did you mean/i);
    expect(
      (await asWso('query ($s: WarrantStatus) { warrants(status: $s) { totalCount } }', { variables: { s: 'LODGE' } }))
        .text,
    ).not.toMatch(/did you mean/i);
  });

  it.each([
    ['a literal', (value: string) => `{ warrants(status: ${value}) { totalCount } }`],
    ['a default', (value: string) => `query ($s: WarrantStatus = ${value}) { warrants(status: $s) { totalCount } }`],
    ['an element of a list', (value: string) => `{ warrants(status: [${value}]) { totalCount } }`],
    ['a value of its own type', (value: string) => `query ($s: RemovabilityBasis = ${value}) { me { capacity } }`],
  ])('A6 treats a hidden enum value as %s like an invented one', async (_what, document) => {
    await expectSame('FINAL_ORDER', 'FINAL_ORDEQ', document);
  });

  it('A8 reaches the same persons over every path', async () => {
    const { body } = await asWso(`{
      warrants(first: 50) { edges { node { subject { id currentBooking { subject { id } } } detainers { subject { id } } service { hold { subject { id } } } } } }
      myServiceQueue(first: 50) { edges { node { subject { id } } } }
      holds(first: 50) { edges { node { subject { id } } } }
      facility(id: "${ID.facilityFl}") { holds { edges { node { subject { id } } } } agencies { facilities { holds { edges { node { subject { id } } } } } } }
    }`);
    const all = new Set(idsUnder(body, 'subject'));
    const listed = new Set(
      idsUnder((await asWso('{ warrants(first: 50) { edges { node { subject { id } } } } }')).body, 'subject'),
    );
    expect(listed.size).toBe(4);
    expect([...all].filter((id) => !listed.has(id))).toEqual([]);
  });

  it('A11 keeps every answer and its order when the protected store is analysed and indexed', async () => {
    const before = await asWso(PERSONS);
    const { protected: store, operational } = graph.system.stores.warrants;
    await store?.writes.query('CREATE INDEX ix_test_nationality ON immigration_record (nationality)');
    await store?.writes.query('ANALYZE');
    await operational.writes.query('ANALYZE');
    expect((await asWso(PERSONS)).text).toBe(before.text);
  });

  it.each(['%', '_', 'T%', 'x'.repeat(10_000), "' OR 1=1 --", '\\', '\u0000'])(
    'A12 finds nothing by the text %p',
    async (text) => {
      const { body } = await asWso(
        'query ($f: ID!, $n: String!, $s: String) { booking(facility: $f, bookingNumber: $n) { id } agencies(state: $s) { totalCount } }',
        { variables: { f: ID.facilityTxMain, n: text, s: text } },
      );
      expect(body).toEqual({ data: { booking: null, agencies: { totalCount: 0 } } });
    },
  );

  it('A13 answers a mutation with the same bytes whatever the protected store holds', async () => {
    const source = `mutation { upsertBooking(input: { facility: "${ID.facilityTxMain}", bookingNumber: "T-2026-0001", bookedAt: "2026-03-06T12:00:00Z",
      person: { givenName: "TEST-Ansel", surName: "TEST-Brightwater", birthDate: "1990-02-11" } }) { booking { id custodyStatus subject { id name { surName } } } } }`;
    const asking = { token: graph.token('jms') };
    const before = await graph.ask(source, asking);
    await graph.system.stores.warrants.operational.writes.getRepository(ProtectedHead).clear();
    const after = await graph.ask(source, asking);
    expect(before.body).toHaveProperty(['data', 'upsertBooking', 'booking', 'id']);
    expect(after.text).toBe(before.text);
  });

  it('A17 adds no trace for who asks for one', async () => {
    const { body } = await asWso('{ me { capacity } }', {
      headers: { 'apollo-federation-include-trace': 'ftv1', 'apollo-query-plan-experimental': '1' },
    });
    expect(body).toEqual({ data: { me: { capacity: 'wso' } } });
  });

  it('A18 answers each clearance for itself and lets nothing be stored', async () => {
    const token = graph.token('inspector');
    const [full, wso] = [await graph.ask(PERSONS, { token }), await asWso(PERSONS)];
    expect(full.body).toMatchObject({ data: { warrants: { totalCount: 7 } } });
    expect(wso.body).toMatchObject({ data: { warrants: { totalCount: 4 } } });
    const statuses = await Promise.all([
      asWso('{ me { capacity } }'),
      asWso('{ me {'),
      graph.send('{}', { method: 'PUT', headers: { 'content-type': 'application/json' } }),
      graph.send('x'.repeat(100_000), { headers: { 'content-type': 'application/json' } }),
      graph.ask('{ me { capacity } }', { token: 'x' }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 400, 405, 413, 401]);
    for (const { headers } of statuses) expect(headers.get('cache-control')).toBe('no-store');
  });

  it('A19 ignores the caller assertion of a client', async () => {
    const { body } = await graph.ask('{ me { capacity } }', {
      headers: { 'caller-assertion': 'x', 'Caller-Assertion': 'y' },
    });
    expect(body).toEqual({ data: { me: { capacity: 'public' } } });
  });

  it('A20 reads nothing of a representation but its key', async () => {
    const subjects = idsUnder(
      (await asWso('{ warrants(first: 50) { edges { node { subject { id } } } } }')).body,
      'subject',
    );
    const { data } = await askSubgraph(
      { subgraph: 'warrants', stores: graph.system.stores, caller: callerAs('wso') },
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Subject { id immigration { citizenshipCountries } } } }',
      {
        r: subjects.map((id) => ({
          __typename: 'Subject',
          id,
          citizenship: 'US',
          immigration: { citizenshipCountries: ['USA'] },
        })),
      },
    );
    expect(data).toEqual({ _entities: subjects.map((id) => ({ id, immigration: null })) });
  });

  it('A31 gives ids that say nothing', async () => {
    const ids = [...(await asWso(PERSONS)).text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(8);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it.each([
    '{ \\u006de { capacity } }',
    '{ agency(slug: """a\\"""b""") { id } }',
    '{ agency(slug: "\\u{1F600}\\uD83D") { id } }',
    '\uFEFF{ me { capacity } }',
    '{ me { capacity } } # \u2028',
  ])('A32 answers %j without an inner fault', async (document) => {
    expect([200, 400]).toContain((await asWso(document)).status);
  });

  it('B keeps prototypes whatever a client or its variables name', async () => {
    await asWso('{ __proto__: me { capacity } constructor: me { toString: capacity } }');
    await asWso('query ($__proto__: ID!) { agency(id: $__proto__) { id } }', {
      variables: JSON.parse('{"__proto__":{"polluted":true}}'),
    });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('A28 left no token, name, number or document in the log, nor anything protected in an answer', () => {
    const text = written.join('');
    expect(text).toContain('"event":"subgraph.started"');
    expect(text).not.toMatch(/eyJ|TEST-[A-Z][a-z]+ ?|A0000\d|1990-02-11|capacity|HND|GTM/);
    expect(answers.join('')).not.toMatch(/A0000\d|HND|GTM|FINAL_ORDER"[^ ]/);
  });
});

function idsUnder(value: unknown, key: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => idsUnder(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const own =
      name === key && typeof one === 'object' && one !== null && typeof one.id === 'string' ? [one.id as string] : [];
    return [...own, ...idsUnder(one, key)];
  });
}

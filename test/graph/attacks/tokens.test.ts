import fc from 'fast-check';
import type { Caller } from '../../../schema/caller';
import { PROTECTED } from '../../../schema/categories';
import { clearanceOf, readPolicy } from '../../../schema/policy';
import { callerAs } from '../../kit/callers';
import { askEveryWay } from '../../kit/everyWay';
import { startGraph, type TestGraph } from '../../kit/graph';
import { askSubgraph } from '../../kit/subgraph';

const PERSONS = `{ me { capacity } warrants(first: 50) { totalCount edges { cursor node { id form status subject { id name { surName } birthDate } } } } }`;
const SCHEMA = '{ __schema { types { name fields { name } inputFields { name } enumValues { name } } } }';
const ROLES = ['wso', 'wso-supervisor', 'jem', 'ice', 'auditor', 'inspector', 'jms', 'moa', 'training'];
const policy = readPolicy();

jest.setTimeout(120_000);

describe('a token', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  it.each([
    'ice:ero',
    'audit:federal',
    'jem:process',
    'wso:supervise',
    [...policy.scopes].filter((one) => one !== 'wso:serve').join(' '),
  ])('A2 of a WSO that holds %s too is shown what a WSO is shown', async (scopes) => {
    const tokenOf = (scope: string): string => graph.tokenWith({ scope, field_office: 'San Antonio' });
    for (const source of [
      PERSONS,
      SCHEMA,
      '{ holds { totalCount } warrants { edges { node { subject { immigration { alienNumber } } } } } }',
    ]) {
      const [one, other] = [
        await askEveryWay(graph, source, { token: tokenOf(`${scopes} wso:serve`) }),
        await askEveryWay(graph, source, { token: tokenOf('wso:serve') }),
      ];
      expect({ status: one.status, text: one.text }).toEqual({ status: other.status, text: other.text });
    }
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['missing', { scope: undefined }],
    ['a number', { scope: 7 }],
    ['an object', { scope: { 'ice:ero': true } }],
    ['an array', { scope: ['ice:ero'] }],
    ['empty', { scope: '' }],
    ['of an unknown name beside a known one', { scope: 'wso:serve everything:all' }],
    ['one that scp contradicts', { scope: 'wso:serve', scp: ['ice:ero'] }],
    ['one that scp widens', { scope: 'wso:serve', scp: 'wso:serve ice:ero' }],
    ['a set that is no capacity', { scope: 'ice:ero jem:process' }],
  ])('A3 whose scope is %s opens nothing', async (_what, claims) => {
    const { status, headers, body } = await askEveryWay(graph, PERSONS, { token: graph.tokenWith(claims) });
    expect({ status, asked: headers.get('www-authenticate') }).toEqual({
      status: 401,
      asked: 'Bearer error="invalid_token"',
    });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'TOKEN_INVALID' } }] });
  });

  it.each([
    ['ten thousand entries', (at: number) => `scope:${at}`],
    ['ten thousand times one entry', () => 'ice:ero'],
  ])('A3 whose scope is %s is not even read', async (_what, entry) => {
    const token = graph.tokenWith({ scope: Array.from({ length: 10_000 }, (_, at) => entry(at)).join(' ') });
    // More than a server reads of headers: it answers 400 or breaks off, whichever comes first.
    const outcome = await graph.ask(PERSONS, { token }).then(
      ({ status }) => status,
      () => 'broken off',
    );
    expect([400, 'broken off']).toContain(outcome);
    expect((await graph.ask('{ me { capacity } }')).body).toEqual({ data: { me: { capacity: 'public' } } });
  });

  it('A19 is not helped by a caller assertion of the client, in whatever case and number', async () => {
    for (const name of ['caller-assertion', 'Caller-Assertion', 'CALLER-ASSERTION']) {
      const headers = { [name]: 'eyJhbGciOiJFZERTQSJ9.eyJjYXBhY2l0eSI6ImljZSJ9.x' };
      const { body } = await askEveryWay(graph, '{ me { capacity } }', { headers });
      expect(body).toEqual({ data: { me: { capacity: 'public' } } });
    }
    const twice = new Headers([
      ['content-type', 'application/json'],
      ['caller-assertion', 'a'],
      ['caller-assertion', 'b'],
    ]);
    const { body } = await graph.send('{"query":"{ me { capacity } }"}', { headers: twice });
    expect(body).toEqual({ data: { me: { capacity: 'public' } } });
  });

  it('B6 is decided by its whole set of scopes, and no other set shares its decision', () => {
    const names = policy.clearances.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    fc.assert(
      fc.property(fc.shuffledSubarray([...policy.scopes]), fc.shuffledSubarray([...policy.scopes]), (a, b) => {
        const [one, other] = [clearanceOf(policy, a), clearanceOf(policy, b)];
        const isSameSet = new Set([...a, ...b]).size === a.length && a.length === b.length;
        const isCapped = policy.caps.some((cap) => a.includes(cap) && b.includes(cap));
        return one === null || other === null || isSameSet || isCapped || one !== other;
      }),
    );
  });

  it('B7 gets its own answers when many ask at once, rows, cursors and counts included', async () => {
    const alone = new Map<string, string>();
    for (const role of ROLES) alone.set(role, (await graph.ask(PERSONS, { token: graph.token(role) })).text);
    expect(new Set(alone.values()).size).toBeGreaterThan(6);
    const asked = Array.from({ length: 180 }, (_, at) => ROLES[(at * 7) % ROLES.length] ?? 'wso');
    const answers = await Promise.all(asked.map((role) => graph.ask(PERSONS, { token: graph.token(role) })));
    for (const [at, role] of asked.entries()) expect(answers[at]?.text).toBe(alone.get(role));
  });

  it('B9 without scopes of ours, late or without a list of rights, is shown no more than nobody', async () => {
    const nobody = await askEveryWay(graph, SCHEMA);
    expect((await askEveryWay(graph, SCHEMA, { token: graph.tokenWith({ scope: 'openid' }) })).text).toBe(nobody.text);
    expect(nobody.text).not.toMatch(/Subject|ImmigrationRecord|Officer"/);
    const stores = graph.system.stores;
    const bare: Partial<Caller>[] = [
      { categories: [] },
      { categories: [], rows: {} },
      { rows: {} },
      { categories: ['PUBLIC'], rows: {} },
    ];
    for (const changes of bare) {
      const caller = callerAs('inspector', changes);
      const { data } = await askSubgraph(
        { subgraph: 'warrants', stores, caller },
        '{ warrants { totalCount edges { node { id } } } }',
      );
      expect(JSON.stringify(data)).toMatch(/^\{"warrants":(null|\{"totalCount":0,"edges":\[\]\})\}$/);
    }
    expect(policy.public.categories.filter((one) => PROTECTED.has(one))).toEqual([]);
  });
});

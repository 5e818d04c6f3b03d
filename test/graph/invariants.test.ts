import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { CATEGORIES, PROTECTED } from '../../schema/categories';
import { SchemaElements } from '../../schema/elements';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { SUBGRAPHS, subgraphDocument } from '../../schema/subgraphs';
import { viewFor } from '../../schema/view';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { PERSONS } from '../../subgraphs/demonstration/persons';
import { ImmigrationRecord } from '../../subgraphs/warrants/ImmigrationRecord.entity';
import { startGraph, type TestGraph } from '../kit/graph';

const policy = readPolicy();
const elements = SUBGRAPHS.flatMap((name) => new SchemaElements(subgraphDocument(name)).all);
const viewOf = (role: string): ReadonlySet<string> => {
  const sdl = readFileSync(projectFile('schema', 'views', `${role}.graphql`), 'utf8');
  return new Set(new SchemaElements(parse(sdl)).all.map(({ coordinate }) => coordinate));
};
const holding = (isMeant: (category: string) => boolean): readonly string[] =>
  elements
    .filter(({ categories }) => categories.some((one) => one !== null && isMeant(one)))
    .map(({ coordinate }) => coordinate);

describe('the invariants of the whole', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  const ask = async (role: string, query: string, variables: object = {}) =>
    graph.ask(query, { token: graph.token(role), variables: { ...variables } });

  it('R1 leaves nothing of a protected category in the views of a WSO and his supervisor', () => {
    const guarded = holding((category) => PROTECTED.has(category as never));
    expect(guarded.length).toBeGreaterThan(60);
    for (const role of ['wso', 'wso-supervisor']) {
      const view = viewOf(role);
      expect(guarded.filter((coordinate) => view.has(coordinate))).toEqual([]);
    }
  });

  it('R2 hides an element without a classification from every view, even from one of all categories', () => {
    const supergraph = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');
    const bare = supergraph.replace(/^( {2}interpreterNeeded: Boolean )@classified\(as: IDENTITY\)/m, '$1');
    expect(bare).not.toBe(supergraph);
    const everything = { categories: [...CATEGORIES], acts: elements.map(({ name }) => name) };
    const fields = (sdl: string) =>
      Object.keys(
        (
          Supergraph.build(viewFor(sdl, everything)).apiSchema().toGraphQLJSSchema().getType('Subject') as never as {
            getFields(): object;
          }
        ).getFields(),
      );
    expect(fields(supergraph)).toContain('interpreterNeeded');
    expect(fields(bare)).not.toContain('interpreterNeeded');
  });

  it('R17 lists a service until ICE was told of it', async () => {
    const due = '{ noticesDue { edges { node { id servedAt } } } }';
    expect((await ask('wso', due)).body).toEqual({ data: { noticesDue: { edges: [] } } });
    await graph.system.stores.warrants.operational.writes.query('UPDATE service_record SET ice_notified_at = NULL');
    const { body } = await ask('wso', due);
    const [{ node }] = (body as { data: { noticesDue: { edges: [{ node: { id: string } }] } } }).data.noticesDue.edges;
    const told = 'mutation ($input: ServiceStepInput!) { notifyIce(input: $input) { service { iceNotifiedAt } } }';
    expect((await ask('wso', told, { input: { service: node.id } })).text).toMatch(/"iceNotifiedAt":"2/);
    expect((await ask('wso', due)).body).toEqual({ data: { noticesDue: { edges: [] } } });
  });

  it('R23 gives persons to nobody outside the scopes: the public view holds nothing that is not PUBLIC', () => {
    const view = viewOf('public');
    expect(holding((category) => category !== 'PUBLIC').filter((coordinate) => view.has(coordinate))).toEqual([]);
    const named = policy.clearances.filter(({ categories }) => categories.includes('IDENTITY')).map(({ name }) => name);
    for (const { name } of policy.clearances) expect(viewOf(name).has('Subject.name')).toBe(named.includes(name));
  });

  it('R24 writes down every read of a person-level field: who, which fields, of whom, and no value', async () => {
    await ask('wso', '{ myServiceQueue { edges { node { subject { who: birthDate } } } } }');
    const line = readFileSync(graph.auditFile, 'utf8').trim().split('\n').at(-1) ?? '';
    expect(line).toContain('"Subject.birthDate"');
    expect(line).toContain(ID.officerTxWso);
    expect(line).not.toMatch(/1990-02-11|myServiceQueue \{/);
  });

  it('R25 keeps the audit out of the graph', () => {
    for (const { name } of policy.clearances)
      expect([...viewOf(name)].filter((coordinate) => /audit|accessLog/i.test(coordinate))).toEqual([]);
  });

  it.each([
    ['warrant', (id: string) => `{ warrant(id: "${id}") { id } }`],
    ['subject', (id: string) => `{ subject(id: "${id}") { id } }`],
    ['officer', (id: string) => `{ officer(id: "${id}") { id } }`],
  ])('R26 answers for a %s that is there and not reached what it answers for one that is not', async (name, source) => {
    const { body } = await ask(
      'inspector',
      '{ warrants(first: 50) { edges { node { id facility { id } subject { id } } } } }',
    );
    const { edges } = (
      body as {
        data: {
          warrants: { edges: { node: Record<'id', string> & { facility: { id: string }; subject: { id: string } } }[] };
        };
      }
    ).data.warrants;
    const foreign = edges.find(({ node }) => node.facility.id === ID.facilityGa)?.node;
    const there = { warrant: foreign?.id, subject: foreign?.subject.id, officer: ID.officerGaTfm }[name] ?? '';
    const [one, other] = [await ask('wso', source(there)), await ask('wso', source('01KESPW4N2GAKDT9GTKQPY9BXX'))];
    expect(there).not.toBe('');
    expect({ status: one.status, text: one.text }).toEqual({ status: other.status, text: other.text });
  });

  it('R27 caps everything at the view and the rows of a WSO, whatever else the token holds', async () => {
    const token = graph.tokenWith({ scope: 'wso:serve ice:ero audit:federal integration:jms', field_office: 'Miami' });
    for (const source of [
      '{ me { capacity } warrants { totalCount edges { node { id subject { name { surName } } } } } }',
      '{ __schema { types { name fields { name } } mutationType { fields { name } } } }',
      '{ claimsOpen { totalCount } }',
    ]) {
      const [one, other] = [await graph.ask(source, { token }), await ask('wso', source)];
      expect({ status: one.status, text: one.text }).toEqual({ status: other.status, text: other.text });
    }
  });

  it('R30 holds invented persons alone, with numbers that were never given out', async () => {
    for (const { givenName, surName } of PERSONS)
      expect([givenName, surName]).toEqual([expect.stringMatching(/^TEST-/), expect.stringMatching(/^TEST-/)]);
    const records = await graph.system.stores.warrants.protected?.reads.getRepository(ImmigrationRecord).find();
    for (const { alienNumber } of records ?? []) expect(alienNumber).toMatch(/^A000\d{6}$/);
    const oris = await graph.system.stores.jurisdictions.operational.reads.query('SELECT ori FROM agency_ori');
    for (const { ori } of oris as { ori: string }[]) expect(ori).toMatch(/^ZZ/);
  });
});

import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { PROTECTED } from '../../../schema/categories';
import { SchemaElements } from '../../../schema/elements';
import { projectFile } from '../../../schema/files';
import { subgraphDocument } from '../../../schema/subgraphs';
import { askEveryWay } from '../../kit/everyWay';
import { type Asking, type HttpAnswer, startGraph, type TestGraph } from '../../kit/graph';

const ELEMENTS = new SchemaElements(subgraphDocument('warrants'));
/** Names that a person has as well, such as `id`, tell nothing. */
const OPEN = new Set(
  (ELEMENTS.types.get('Subject')?.members ?? [])
    .filter(({ categories }) => !categories.some((one) => one !== null && PROTECTED.has(one)))
    .map(({ name }) => name),
);
const PROTECTED_FIELDS = ELEMENTS.all
  .filter(({ kind, categories }) => kind === 'field' && categories.some((one) => one !== null && PROTECTED.has(one)))
  .filter(({ name }) => !OPEN.has(name));
/** Names that a WSO sees elsewhere, such as `subject`. */
const SEEN = new Set(
  new SchemaElements(parse(readFileSync(projectFile('schema', 'views', 'wso.graphql'), 'utf8'))).all.map(
    ({ name }) => name,
  ),
);
const HIDDEN_TYPES = [
  'ImmigrationRecord',
  'RemovabilityBasis',
  'classified__Category',
  'join__Graph',
  'RecordImmigrationInput',
];
const invented = (name: string): string => `${name.slice(0, -1)}${name.endsWith('q') ? 'z' : 'q'}`;
const onSubject = (selection: string): string => `{ warrants { edges { node { subject { ${selection} } } } } }`;

jest.setTimeout(120_000);

describe('a WSO who names what he may not see', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  const asWso = (query: string, asking: Asking = {}): Promise<HttpAnswer> =>
    askEveryWay(graph, query, { token: graph.token('wso'), ...asking });
  const expectSame = async (name: string, asked: (name: string) => readonly [string, Asking?]): Promise<HttpAnswer> => {
    const other = invented(name);
    const [hidden, unknown] = [await asWso(...asked(name)), await asWso(...asked(other))];
    expect({ status: hidden.status, text: hidden.text }).toEqual({
      status: unknown.status,
      text: unknown.text.replaceAll(other, name),
    });
    return hidden;
  };

  it('A1 is answered like for an invented name of the same length, field for field', async () => {
    expect(PROTECTED_FIELDS.length).toBeGreaterThan(20);
    for (const { name } of PROTECTED_FIELDS) await expectSame(name, (field) => [onSubject(field)]);
    for (const { name } of PROTECTED_FIELDS)
      await expectSame('ImmigrationRecord', (type) => [`{ me { capacity } } fragment F on ${type} { ${name} }`]);
  });

  it.each([
    ['a leading typo of a type', 'query ($s: WarrantStatu) { me { capacity } }', {}],
    ['a typo of a value', 'query ($s: WarrantStatus) { warrants(status: $s) { totalCount } }', { s: 'LODGE' }],
    ['a typo near a hidden field', onSubject('immigratio'), {}],
    ['a typo near a visible one', onSubject('birthDat'), {}],
    ['a typo near a hidden country', onSubject('nationalit'), {}],
    ['a typo of an argument', '{ warrants(statu: LODGED) { totalCount } }', {}],
    ['a typo of a directive', '{ me @skp(if: true) { capacity } }', {}],
    ['a typo near a hidden mutation', 'mutation { designateSubjec(input: {}) { warrant { id } } }', {}],
  ])('A4 is suggested nothing for %s', async (_what, query, variables) => {
    const { status, text } = await asWso(query, { variables });
    expect(status).toBe(400);
    expect(text).not.toMatch(/did you mean|immigration|nationality|designateSubject"/i);
  });

  it('A5 is told of every hidden type what he is told of an invented one', async () => {
    const source = 'query ($name: String!) { __type(name: $name) { name fields { name } enumValues { name } } }';
    for (const name of [...HIDDEN_TYPES, 'ImmigrationRecorz'])
      for (const [query, asking] of [
        [source, { variables: { name } }],
        [`{ __type(name: "${name}") { name } }`, {}],
      ] as const)
        expect((await asWso(query, asking)).body).toEqual({ data: { __type: null } });
  });

  it.each<[string, (value: string) => readonly [string, Asking?]]>([
    ['a literal', (value) => [`{ warrants(status: ${value}) { totalCount } }`]],
    ['a default', (value) => [`query ($s: WarrantStatus = ${value}) { warrants(status: $s) { totalCount } }`]],
    ['a variable', (s) => ['query ($s: WarrantStatus) { warrants(status: $s) { totalCount } }', { variables: { s } }]],
    ['an element of a list', (value) => [`{ warrants(status: [${value}]) { totalCount } }`]],
    ['a list in a variable', (s) => ['query ($s: [WarrantStatus]) { me { capacity } }', { variables: { s: [s] } }]],
    ['part of an input', (value) => [`{ warrants(status: { is: ${value} }) { totalCount } }`]],
    ['a value of its own type', (value) => [`query ($s: RemovabilityBasis = ${value}) { me { capacity } }`]],
  ])('A6 learns nothing from a hidden enum value as %s', async (_what, asked) => {
    expect((await expectSame('FINAL_ORDER', asked)).status).toBe(400);
  });

  it.each<[string, (name: string) => string]>([
    ['an alias', (name) => onSubject(`person: ${name}`)],
    ['an alias that is a visible name', (name) => onSubject(`birthDate: ${name}`)],
    ['swapped aliases', (name) => onSubject(`${name}: birthDate birthDate: ${name}`)],
    ['an alias on every step', (name) => `{ a: warrants { b: edges { c: node { d: subject { id: ${name} } } } } }`],
    ['one answer name in two fragments', (name) => onSubject(`... on Subject { x: id } ... on Subject { x: ${name} }`)],
    ['a named fragment', (name) => `${onSubject('...F')} fragment F on Subject { x: ${name} }`],
    [
      'a fragment in a fragment',
      (name) => `${onSubject('...F')} fragment F on Subject { ...G } fragment G on Subject { ${name} }`,
    ],
    ['a skipped field', (name) => onSubject(`${name} @skip(if: true)`)],
    ['a field not included', (name) => onSubject(`... @include(if: false) { ${name} }`)],
  ])('B3 is shown no protected field through %s', async (_what, document) => {
    for (const name of ['immigration', 'citizenshipCountries'])
      expect((await expectSame(name, (field) => [document(field)])).status).toBe(400);
  });

  it('B3 may give a visible field a hidden name, which stays the visible field', async () => {
    const { body } = await asWso('{ warrants(first: 1) { edges { node { alienNumber: form } } } }');
    expect(body).toEqual({
      data: { warrants: { edges: [{ node: { alienNumber: expect.stringMatching(/^I20[05]$/) } }] } },
    });
  });

  it.each([
    ['plainly', '{ __schema { types { name } } }'],
    ['in an inline fragment', '{ ... on Query { __schema { types { name } } } }'],
    ['in a fragment without a type', '{ ... { __schema { types { name } } } }'],
    [
      'in nested fragments',
      '{ ...F } fragment F on Query { ...G } fragment G on Query { __schema { types { name } } }',
    ],
    ['under an alias', '{ me: __schema { capacity: types { name } } }'],
    ['where it is included', '{ __schema @include(if: true) { types { name } } }'],
    [
      'beside data',
      '{ me { capacity } __schema { types { name fields { name args { name } } } } warrants { totalCount } }',
    ],
    ['with a variable', 'query ($n: String = "Subject") { __type(name: $n) { fields { name type { name } } } }'],
    [
      'through the types of fields',
      '{ __type(name: "Subject") { fields { type { name ofType { name fields { name } } } } } }',
    ],
    [
      'of inputs and values',
      '{ __schema { types { inputFields { name } enumValues(includeDeprecated: true) { name } possibleTypes { name } interfaces { name } } directives { name args { name } } } }',
    ],
  ])('B10 sees by introspection %s what his view has and no more', async (_how, query) => {
    const { status, text } = await asWso(query);
    expect(status).toBe(200);
    for (const { name } of PROTECTED_FIELDS.filter((one) => !SEEN.has(one.name)))
      expect(text).not.toContain(`"${name}"`);
    expect(text).not.toMatch(/Immigration|Removability|FINAL_ORDER|classified|join__|_Service|_entities|upsertBooking/);
  });

  it('B10 chooses one of several operations and sees no more of the schema', async () => {
    const document = 'query A { me { capacity } } query B { __schema { types { name } } }';
    expect((await asWso(document, { operationName: 'A' })).body).toEqual({ data: { me: { capacity: 'wso' } } });
    expect((await asWso(document, { operationName: 'B' })).text).not.toMatch(/Immigration|Removability/);
  });
});

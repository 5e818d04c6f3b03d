import { readFileSync } from 'node:fs';
import { parse, Source } from 'graphql';
import { compose } from '../../../schema/compose';
import { expand } from '../../../schema/expand';
import { projectFile } from '../../../schema/files';
import { deniedWords } from '../../../schema/lint/denyWords';
import { readPolicy } from '../../../schema/policy';
import { SUBGRAPHS, subgraphDocument } from '../../../schema/subgraphs';

const policy = readPolicy();
const head = readFileSync(projectFile('schema', 'classified.graphql'), 'utf8');
const subgraphs = new Map(SUBGRAPHS.map((name) => [name as string, subgraphDocument(name)]));
/** What they have too. */
const OF_THEIRS = /\b(Agency|SupportModel|Subject)\b/;
const PUBLIC = '@classified(as: PUBLIC)';

/** Composes one more subgraph, beside the real ones where it has to do with them, and answers what is refused. */
function refusalOf(sdl: string, prefix = head, beside = OF_THEIRS.test(sdl) ? subgraphs : new Map()): string {
  const extra = expand(parse(new Source(prefix + sdl, 'extra.graphql')));
  try {
    compose(new Map([...beside, ['extra', extra]]), policy);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'nothing is refused';
}

describe('the lint of a further subgraph', () => {
  it('lets a well classified one pass', () => {
    const sdl = `type Query { extra(x: Int = 1): E ${PUBLIC} } enum E ${PUBLIC} { V }`;
    expect(refusalOf(sdl, head, subgraphs)).toBe('nothing is refused');
  });

  it.each([
    [
      'a field without a category',
      'type Query { extra: Int }',
      /UNCLASSIFIED extra\.graphql:\d+ Query\.extra: .*in extra; give it/,
    ],
    [
      'an unknown category',
      `type Query { extra: Int @classified(as: NO) }`,
      /UNCLASSIFIED extra\.graphql:\d+ Query\.extra:/,
    ],
    [
      'an argument with an unknown category',
      `type Query { extra(x: Int @classified(as: NO)): Int ${PUBLIC} }`,
      /UNCLASSIFIED .* Query\.extra\(x:\):/,
    ],
    [
      'an input field without a category',
      `type Query { extra(i: I): Int ${PUBLIC} } input I { x: Int }`,
      /UNCLASSIFIED .* I\.x:/,
    ],
    ['an enum value without a category', `type Query { extra: E ${PUBLIC} } enum E { V }`, /UNCLASSIFIED .* E\.V:/],
    ['a scalar without a category', `type Query { extra: Odd ${PUBLIC} } scalar Odd`, /UNCLASSIFIED .* Odd:/],
    [
      'a union without a category',
      `type Query { extra: U ${PUBLIC} } type A ${PUBLIC} { a: Int } union U = A`,
      /UNCLASSIFIED .* U:/,
    ],
    [
      'a copy that carries a category (A21)',
      `type Query { e: Int ${PUBLIC} } type Agency @key(fields: "id") { id: ID! ${PUBLIC} name: String @external ${PUBLIC} x: Int @requires(fields: "name") ${PUBLIC} }`,
      /EXTERNAL .* Agency\.name:/,
    ],
    [
      'another set for a shared field',
      `type Query { e: Agency ${PUBLIC} } type Agency @key(fields: "id") { id: ID! @classified(as: OFFICER) }`,
      /DISAGREE .* Agency\.id: jurisdictions says PUBLIC, extra says OFFICER/,
    ],
    [
      'an enum with fewer values',
      `type Query { e: SupportModel ${PUBLIC} } enum SupportModel ${PUBLIC} { WSO }`,
      /PARTIAL .* SupportModel\.JEM: jurisdictions has it, extra does not/,
    ],
    [
      'an implementation stricter than its interface (A23)',
      `type Query { e: I ${PUBLIC} } interface I { a: Int ${PUBLIC} } type A implements I { a: Int @classified(as: ALIENAGE) }`,
      /LAXER .* A\.a: differs from I\.a/,
    ],
    [
      'an implementation laxer than its interface (A23)',
      `type Query { e: I ${PUBLIC} } interface I { a: Int @classified(as: ALIENAGE) } type A implements I { a: Int ${PUBLIC} }`,
      /LAXER .* A\.a: differs from I\.a/,
    ],
    [
      'a public field behind a protected key',
      `type Query { e: K ${PUBLIC} } type K @key(fields: "n") { n: ID! @classified(as: IMMIGRATION_ID) open: Int ${PUBLIC} }`,
      /DEPENDS K\.open: wso sees it but not K\.n, on which it depends by @key/,
    ],
    [
      'a field that requires a more protected one (B2)',
      `type Query { e: Int ${PUBLIC} } scalar Date ${PUBLIC} type Subject @key(fields: "id") { id: ID! @classified(as: OPERATIONAL) birthDate: Date @external hint: Int @requires(fields: "birthDate") @classified(as: OPERATIONAL) }`,
      /DEPENDS Subject\.hint: auditor sees it but not Subject\.birthDate, on which it depends by @requires/,
    ],
    [
      'a context that would pass a value on unseen (B2)',
      `type Query { e: Ctx ${PUBLIC} } type Ctx @federation__context(name: "c") { n: Int @classified(as: ALIENAGE) }`,
      /DECLARED @federation__context in extra: is not among the imports/,
    ],
    [
      'an object that stands for an interface (B1)',
      `type Query { e: Int ${PUBLIC} } type Paper @federation__interfaceObject @key(fields: "id") { id: ID! ${PUBLIC} }`,
      /DECLARED @federation__interfaceObject in extra: is not among the imports/,
    ],
    [
      'a mutation that nobody may call',
      `type Query { e: Int ${PUBLIC} } type Mutation { undo: Int ${PUBLIC} }`,
      /UNCALLED Mutation\.undo/,
    ],
  ])('refuses %s', (_what, sdl, message) => {
    expect(refusalOf(sdl)).toMatch(message);
  });

  it.each([
    [
      'a name that tells of protected data',
      `type Query { e: Int ${PUBLIC} nationality: String ${PUBLIC} }`,
      /DENIED Query\.nationality: wso sees the word «nationality»/,
    ],
    [
      'a description that does',
      `type Query { "Whether removable." e: Int ${PUBLIC} }`,
      /DENIED Query\.e: wso sees the word «removable»/,
    ],
    [
      'a deprecation reason that does',
      `type Query { e: Int @deprecated(reason: "Use visaClass.") ${PUBLIC} }`,
      /DENIED Query\.e: wso sees the word «visa»/,
    ],
  ])('refuses %s', (_what, sdl, message) => {
    expect(refusalOf(sdl, head, subgraphs)).toMatch(message);
  });

  it.each([
    [
      'no @composeDirective (A21)',
      head.replace('@composeDirective(name: "@classified")', ''),
      /DECLARED @classified in extra: is not imported and composed/,
    ],
    [
      'another spec (A21)',
      head.replace('specs.wso-gateway.example', 'elsewhere.example'),
      /DECLARED @classified in extra/,
    ],
    [
      'another name',
      head.replace('import: ["@classified"]', 'import: [{ name: "@classified", as: "@labelled" }]'),
      /DECLARED @classified in extra/,
    ],
    ['a directive that does not repeat (A22)', head.replace(' repeatable', ''), /DECLARED classified in extra/],
    [
      'another name for what federation reads by (B2)',
      head.replace('"@requires"', '{ name: "@requires", as: "@needs" }'),
      /DECLARED @classified in extra/,
    ],
    [
      'a link more',
      `${head} extend schema @link(url: "https://specs.apollo.dev/tag/v0.3")`,
      /DECLARED @classified in extra/,
    ],
    ['a category more (A22)', head.replace('  AUDIT', '  AUDIT\n  HARMLESS'), /DECLARED classified__Category in extra/],
  ])('refuses one with %s', (_what, prefix, message) => {
    expect(refusalOf(`type Query { e: Int ${PUBLIC} }`, prefix)).toMatch(message);
  });

  it('refuses an exception for what no view has', () => {
    expect(deniedWords(new Map([['wso', 'type Query { a: Int }']]), { 'Query.gone': 'was once needed' })).toEqual([
      'DENIED Query.gone: has an exception in exceptions.yaml but stands in no such view; take it out.',
    ]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { compose } from '../../schema/compose';
import { expand } from '../../schema/expand';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { SUBGRAPHS, subgraphDocument } from '../../schema/subgraphs';

const policy = readPolicy();
const head = readFileSync(projectFile('schema', 'classified.graphql'), 'utf8');
const subgraphs = new Map(SUBGRAPHS.map((name) => [name as string, subgraphDocument(name)]));

/** Composes the real subgraphs with one more. */
function composeWith(name: string, sdl: string, prefix = head): () => unknown {
  return () => compose(new Map([...subgraphs, [name, expand(parse(prefix + sdl))]]), policy);
}

describe('compose', () => {
  const composed = compose(subgraphs, policy);

  it('gives the supergraph and the views that are checked in', () => {
    expect(composed.supergraphSdl).toBe(readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8'));
    const checkedIn = readdirSync(projectFile('schema', 'views')).sort();
    expect([...composed.views.keys()].map((name) => `${name}.graphql`).sort()).toEqual(checkedIn);
    for (const [name, sdl] of composed.views)
      expect(sdl).toBe(readFileSync(projectFile('schema', 'views', `${name}.graphql`), 'utf8'));
  });

  it.each([
    ['a field without a category', 'type Query { extra: Int }', /UNCLASSIFIED Query\.extra in extra/],
    [
      'an argument with an unknown category',
      'type Query { extra(x: Int @classified(as: NO)): Int @classified(as: PUBLIC) }',
      /UNCLASSIFIED Query\.extra\(x:\)/,
    ],
    [
      'an enum value without a category',
      'type Query { extra: E @classified(as: PUBLIC) } enum E { V }',
      /UNCLASSIFIED E\.V/,
    ],
    [
      'another set for a field that is declared elsewhere',
      'type Query { agencyOf(id: ID): Agency @classified(as: PUBLIC) } type Agency @key(fields: "id") { id: ID! @classified(as: OFFICER) }',
      /DISAGREE Agency\.id/,
    ],
    [
      'a mutation that nobody may call',
      'type Query { e: Int @classified(as: PUBLIC) } type Mutation { undo: Int @classified(as: PUBLIC) }',
      /UNCALLED Mutation\.undo/,
    ],
  ])('refuses %s', (_what, sdl, message) => {
    expect(composeWith('extra', sdl)).toThrow(message);
  });

  it('refuses a subgraph whose classification does not reach the supergraph', () => {
    const withoutCompose = head.replace('@composeDirective(name: "@classified")', '');
    expect(() =>
      compose(
        new Map([['only', expand(parse(`${withoutCompose} type Query { e: Int @classified(as: PUBLIC) }`))]]),
        policy,
      ),
    ).toThrow(/LOST Query\.e/);
  });
});

import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { type Category, PROTECTED } from '../../schema/categories';
import { SchemaElements } from '../../schema/elements';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { SUBGRAPHS, subgraphDocument } from '../../schema/subgraphs';
import { viewFor } from '../../schema/view';

const supergraphSdl = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');
const policy = readPolicy();
const elements = SUBGRAPHS.flatMap((name) => new SchemaElements(subgraphDocument(name)).all);

function viewOf(categories: readonly Category[], acts: readonly string[] = []): GraphQLSchema {
  return Supergraph.build(viewFor(supergraphSdl, { categories, acts })).apiSchema().toGraphQLJSSchema();
}

const ALL_ACTS = elements
  .filter(({ parent, kind }) => parent === 'Mutation' && kind === 'field')
  .map(({ name }) => name);

describe('viewFor', () => {
  describe.each(policy.clearances.map((clearance) => [clearance.name, clearance] as const))(
    'for %s',
    (_name, clearance) => {
      const schema = viewOf(clearance.categories, clearance.acts);
      const held: readonly (Category | null)[] = clearance.categories;

      it('shows no element with a category outside the clearance', () => {
        const outside = elements.filter(({ categories }) => categories.some((category) => !held.includes(category)));
        expect(outside.map(({ coordinate }) => coordinate).filter((coordinate) => exists(schema, coordinate))).toEqual(
          [],
        );
      });

      it('shows no trace of the classification', () => {
        expect(
          Object.keys(schema.getTypeMap()).filter((name) => /classified|inaccessible|join__|link__/i.test(name)),
        ).toEqual([]);
        expect(schema.getDirectives().map(({ name }) => name)).not.toContain('classified');
      });

      it('shows exactly its acts as mutations', () => {
        expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort()).toEqual([...clearance.acts]);
      });
    },
  );

  it('shows every protected element to a clearance that holds all categories', () => {
    const all = viewOf(
      [...new Set(elements.flatMap(({ categories }) => categories))].filter((one) => one !== null),
      ALL_ACTS,
    );
    const hidden = elements
      .filter(({ categories }) => categories.some((one) => one !== null && PROTECTED.has(one)))
      .filter(({ coordinate }) => !exists(all, coordinate));
    expect(hidden.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('hides a type with all its members hidden, an enum with all its values hidden and what only they lead to', () => {
    const schema = viewOf(['PUBLIC', 'OPERATIONAL', 'IDENTITY', 'OFFICER']);
    expect(schema.getType('ImmigrationRecord')).toBeUndefined();
    expect(schema.getType('RemovabilityBasis')).toBeUndefined();
    expect(viewOf(['PUBLIC']).getType('Duration')).toBeUndefined();
  });

  it('hides what carries no category at all', () => {
    const bare = supergraphSdl.replaceAll(/ @classified\(as: PUBLIC\)/g, '');
    const fields = Supergraph.build(viewFor(bare, { categories: ['PUBLIC', 'OPERATIONAL'], acts: [] }))
      .apiSchema()
      .toGraphQLJSSchema()
      .getQueryType()
      ?.getFields();
    expect(Object.keys(fields ?? {})).not.toContain('agencies');
  });
});

function exists(schema: GraphQLSchema, coordinate: string): boolean {
  const [type = '', member, argument] = coordinate.split(/[.(]/);
  const found = schema.getType(type);
  if (member === undefined || found === undefined) return found !== undefined;
  const members =
    'getFields' in found ? found.getFields() : 'getValue' in found ? { [member]: found.getValue(member) } : {};
  const field = members[member];
  if (argument === undefined) return field !== undefined && field !== null;
  return isObjectType(found) && (found.getFields()[member]?.args ?? []).some(({ name }) => `${name}:)` === argument);
}

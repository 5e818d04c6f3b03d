import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import type { GraphQLSchema } from 'graphql';
import { scalars } from '../../schema/scalars';
import { type SubgraphName, subgraphDocument } from '../../schema/subgraphs';
import type { SubgraphContext } from './context';
import { guardSchema } from './guard';

/** A field's resolver; the SDL gives its source and arguments their form, so each resolver states its own. */
export type FieldResolver = (source: never, args: never, context: SubgraphContext) => unknown;

/** Reads an entity by the key in a representation; answers null for one that the caller does not reach. */
export type ReferenceResolver = (representation: never, context: SubgraphContext) => unknown;

export type Resolvers = Readonly<
  Record<string, Readonly<Record<string, FieldResolver>> & { readonly __resolveReference?: ReferenceResolver }>
>;

/** A subgraph's schema with its resolvers behind the guard. */
export function executableSchema(name: SubgraphName, resolvers: Resolvers): GraphQLSchema {
  const typeDefs = subgraphDocument(name);
  const declared = new Set(
    typeDefs.definitions.flatMap((node) => ('name' in node && node.name ? [node.name.value] : [])),
  );
  const known = Object.fromEntries(Object.entries(scalars).filter(([scalar]) => declared.has(scalar)));
  const all = { ...known, ...resolvers } as unknown as GraphQLResolverMap<unknown>;
  return guardSchema(buildSubgraphSchema({ typeDefs, resolvers: all }), typeDefs);
}

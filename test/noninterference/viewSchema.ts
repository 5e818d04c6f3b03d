import { Supergraph } from '@apollo/federation-internals';
import { type GraphQLSchema, parse, printSchema } from 'graphql';
import { CATEGORIES } from '../../schema/categories';
import { SchemaElements } from '../../schema/elements';
import type { Clearance } from '../../schema/policy';
import { viewFor } from '../../schema/view';

/** The schema that a clearance is served. */
export function viewSchema(supergraphSdl: string, clearance: Pick<Clearance, 'categories' | 'acts'>): GraphQLSchema {
  return Supergraph.build(viewFor(supergraphSdl, clearance)).apiSchema().toGraphQLJSSchema();
}

/** Everything that anyone is served, in one schema. */
export function wholeSchema(supergraphSdl: string, clearances: readonly Clearance[]): GraphQLSchema {
  return viewSchema(supergraphSdl, { categories: [...CATEGORIES], acts: clearances.flatMap(({ acts }) => acts) });
}

/** Tells whether a schema has the element with a coordinate. */
export function visibleIn(schema: GraphQLSchema): (coordinate: string) => boolean {
  const present = new Set(new SchemaElements(parse(printSchema(schema))).all.map(({ coordinate }) => coordinate));
  return (coordinate) => present.has(coordinate);
}

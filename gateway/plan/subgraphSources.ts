import type { GraphQLDataSource } from '@apollo/gateway';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Mended } from '../../schema/planner/mendForPlanner';
import { type Shape, shapeOf } from './answerShape';
import type { SubgraphClient } from './subgraphClient';
import { subgraphSource } from './subgraphSource';
import { twinlessSource } from './twinlessSource';

const MAX_SHAPES = 2000;

/** The subgraphs of one supergraph, as Apollo's executor asks them. */
export function subgraphSources(
  clients: ReadonlyMap<string, SubgraphClient>,
  { supergraphSdl, clones, twins }: Mended,
): (name: string) => GraphQLDataSource {
  const shapes = new LRUCache<string, Shape>({ max: MAX_SHAPES });
  let schema: GraphQLSchema | null = null;
  const known = (operation: string): Shape => {
    schema ??= buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValidSDL: true });
    const shape = shapes.get(operation) ?? shapeOf(operation, schema);
    shapes.set(operation, shape);
    return shape;
  };
  return (name) => {
    const client = clients.get(clones.get(name) ?? name);
    if (client === undefined) throw new Error(`The supergraph has a subgraph without a URL: ${name}`);
    return twinlessSource(subgraphSource(client, known), twins);
  };
}

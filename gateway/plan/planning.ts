import type { GraphQLDataSource } from '@apollo/gateway';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Mended } from '../../schema/planner/mendForPlanner';
import { type Shape, shapeOf } from './answerShape';
import { Engine, type EngineShare } from './compiled/engine';
import type { SubgraphClient } from './subgraphClient';
import { subgraphSource } from './subgraphSource';
import { twinlessSource } from './twinlessSource';

const MAX_SHAPES = 2000;

/** How the subgraphs of one view's supergraph are asked. */
export interface Planning {
  /** As Apollo's executor does. */
  readonly sourceOf: (name: string) => GraphQLDataSource;
  /** As compiled operations do; null where none are wanted. */
  readonly engine: Engine | null;
}

/** `share` is null for Apollo's executor alone. */
export function planning(
  clients: ReadonlyMap<string, SubgraphClient>,
  { supergraphSdl, clones, twins }: Mended,
  share: EngineShare | null,
): Planning {
  const schema = once(() => buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValidSDL: true }));
  const clientOf = (name: string): SubgraphClient => {
    const client = clients.get(clones.get(name) ?? name);
    if (client === undefined) throw new Error(`The supergraph has a subgraph without a URL: ${name}`);
    return client;
  };
  const shapes = new LRUCache<string, Shape>({ max: MAX_SHAPES });
  const knownShape = (operation: string): Shape => {
    const shape = shapes.get(operation) ?? shapeOf(operation, schema());
    shapes.set(operation, shape);
    return shape;
  };
  const hasTwins = (text: string): boolean => [...twins.keys()].some((name) => text.includes(name));
  return {
    sourceOf: (name) => twinlessSource(subgraphSource(clientOf(name), knownShape), twins),
    engine: share === null ? null : new Engine({ schema, clientOf, hasTwins, ...share }),
  };
}

function once(build: () => GraphQLSchema): () => GraphQLSchema {
  let built: GraphQLSchema | null = null;
  return () => {
    built ??= build();
    return built;
  };
}

import { HeaderMap } from '@apollo/server';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import type { EngineShare } from '../../gateway/plan/compiled/engine';
import { EngineCounts } from '../../gateway/plan/compiled/engineCounts';
import { OperationMemory } from '../../gateway/plan/compiled/operationMemory';
import { planning } from '../../gateway/plan/planning';
import { FetchFailure } from '../../gateway/plan/reply';
import type { SubgraphClient } from '../../gateway/plan/subgraphClient';
import type { View } from '../../gateway/views/createView';
import { views } from '../../gateway/views/views';
import { requestContext } from '../gateway/kit/requestContext';
import { type Faults, NO_FAULTS } from './faults';
import type { Operation } from './operation';
import { happens } from './random';
import { subgraphServer } from './subgraphServer';
import type { Supergraph } from './supergraph';

/** What an operation was answered, and what the subgraphs were sent to act upon. */
export interface Outcome {
  readonly answer: string;
  readonly acts: readonly string[];
}

/** One supergraph, served by both paths over subgraphs that can be spoilt. */
export interface World {
  readonly supergraph: Supergraph;
  readonly schema: GraphQLSchema;
  readonly counts: EngineCounts;
  ask(path: 'reference' | 'compiled', operation: Operation, faults: Faults): Promise<Outcome>;
  close(): Promise<void>;
}

export async function openWorld(supergraph: Supergraph): Promise<World> {
  const acts: string[] = [];
  let spoilt: Faults = { ...NO_FAULTS, seed: '' };
  const clients = new Map(
    supergraph.subgraphs.map((subgraph): [string, SubgraphClient] => {
      const answer = subgraphServer(subgraph);
      const client: SubgraphClient = {
        name: subgraph.name,
        ask: async (body) => {
          if (body.startsWith('{"query":"mutation')) acts.push(body);
          if (happens(`${spoilt.seed} away ${subgraph.name}`, spoilt.away)) throw new FetchFailure('lateness', 'Away.');
          return answer(body, spoilt);
        },
        close: async () => undefined,
      };
      return [subgraph.name, client];
    }),
  );
  const counts = new EngineCounts();
  const serve = (share: EngineShare | null) =>
    views(supergraph.sdl, {
      planningOf: (mended) => planning(clients, mended, share),
      rules: {},
      listed: [],
      reviewed: new Map(),
      built: () => undefined,
    });
  const served = { reference: serve(null), compiled: serve({ counts, memory: new OperationMemory() }) };
  const ask: World['ask'] = async (path, operation, faults) => {
    spoilt = faults;
    acts.length = 0;
    const answer = await answered(await served[path].of('open'), operation);
    return { answer, acts: [...acts] };
  };
  const introspection = { query: getIntrospectionQuery(), variables: {} };
  const { answer } = await ask('reference', introspection, spoilt);
  await ask('compiled', introspection, spoilt);
  return {
    supergraph,
    schema: buildClientSchema((JSON.parse(answer.slice(answer.indexOf('{'))) as { data: IntrospectionQuery }).data),
    counts,
    ask,
    close: async () => {
      await Promise.all([served.reference.close(), served.compiled.close()]);
    },
  };
}

/** Status, content type and text. */
async function answered(view: View, body: Operation): Promise<string> {
  const context = requestContext();
  const headers = new HeaderMap([['content-type', 'application/json']]);
  const response = await view.execute({ method: 'POST', headers, search: '', body }, context);
  context.patience.release();
  return `${response.status} ${response.headers.get('content-type')} ${response.body.toString()}`;
}

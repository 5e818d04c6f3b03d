import type { FetchNode, FlattenNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphClient } from '../subgraphClient';
import type { Conditions } from './conditions';
import { entityBatch } from './entityBatch';
import { EntityFetch } from './entityFetch';
import { rootFetch } from './rootFetch';
import { parallel, type Step, sequence } from './run';
import { BailOut } from './trouble';

type PlanNode = NonNullable<QueryPlan['node']>;

export interface GraphParts {
  readonly conditions: Conditions;
  /** The view's supergraph. */
  readonly schema: GraphQLSchema;
  /** The client of a subgraph by the plan's name for it. */
  readonly clientOf: (name: string) => SubgraphClient;
  /** Whether a text of the plan has a name that no subgraph knows. */
  readonly hasTwins: (text: string) => boolean;
}

/** The fetches of a plan for one outcome of its conditions; null for nothing to fetch. */
export function fetchGraph(node: PlanNode | undefined, parts: GraphParts): Step | null {
  switch (node?.kind) {
    case undefined:
      return null;
    case 'Sequence':
      return joined(
        node.nodes.map((one) => fetchGraph(one, parts)),
        sequence,
      );
    case 'Parallel':
      return parallelGraph(node.nodes, parts);
    case 'Condition':
      return fetchGraph(parts.conditions.get(node.condition) === true ? node.ifClause : node.elseClause, parts);
    case 'Fetch':
      if (node.requires !== undefined) throw new BailOut('planNode');
      return rootFetch(checked(node, parts), parts.clientOf(node.serviceName));
    case 'Flatten': {
      const fetch = entityFetch(node, parts);
      return (run) => fetch.run(run);
    }
    default:
      throw new BailOut('planNode');
  }
}

/** Fetches that may begin together, those of one subgraph in one request where that can be. */
function parallelGraph(nodes: readonly PlanNode[], parts: GraphParts): Step | null {
  const bySubgraph = new Map<SubgraphClient, EntityFetch[]>();
  const others: (Step | null)[] = [];
  for (const node of nodes) {
    if (node.kind !== 'Flatten') {
      others.push(fetchGraph(node, parts));
      continue;
    }
    const fetch = entityFetch(node, parts);
    bySubgraph.set(fetch.client, [...(bySubgraph.get(fetch.client) ?? []), fetch]);
  }
  const entities = [...bySubgraph.values()].flatMap((fetches) => {
    const batch = entityBatch(fetches);
    return batch === null
      ? fetches.map(
          (fetch): Step =>
            (run) =>
              fetch.run(run),
        )
      : [batch];
  });
  return joined([...entities, ...others], parallel);
}

function joined(steps: readonly (Step | null)[], join: (steps: readonly Step[]) => Step): Step | null {
  const present = steps.filter((step) => step !== null);
  return present.length === 0 ? null : join(present);
}

function entityFetch({ path, node }: FlattenNode, parts: GraphParts): EntityFetch {
  if (node.kind !== 'Fetch') throw new BailOut('planNode');
  const { schema } = parts;
  return new EntityFetch(checked(node, parts), { path, client: parts.clientOf(node.serviceName), schema });
}

function checked(node: FetchNode, { hasTwins }: GraphParts): FetchNode {
  const rewrites = [node.inputRewrites, node.outputRewrites, node.contextRewrites];
  if (rewrites.some((one) => one !== undefined && one.length > 0)) throw new BailOut('rewrite');
  if (hasTwins(node.operation) || hasTwins(JSON.stringify(node.requires ?? null))) throw new BailOut('twin');
  return node;
}

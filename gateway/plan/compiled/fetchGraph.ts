import type { FetchNode, FlattenNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphClient } from '../subgraphClient';
import { askEntities } from './askEntities';
import type { Conditions } from './conditions';
import { entityBatch } from './entityBatch';
import { EntityFetch } from './entityFetch';
import type { Repeats } from './repeats';
import { rootFetch } from './rootFetch';
import { parallel, type Step, sequence } from './run';
import { BailOut } from './trouble';

export interface GraphParts {
  readonly conditions: Conditions;
  /** The view's supergraph. */
  readonly schema: GraphQLSchema;
  /** The client of a subgraph by the plan's name for it. */
  readonly clientOf: (name: string) => SubgraphClient;
  /** Whether a text of the plan has a name that no subgraph knows. */
  readonly hasTwins: (text: string) => boolean;
  /** Null in a mutation. */
  readonly repeats: Repeats | null;
}

/** The fetches of a plan for one outcome of its conditions; null for nothing to fetch. */
export function fetchGraph(node: QueryPlan['node'], parts: GraphParts): Step | null {
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
      return (run) => askEntities([fetch], run);
    }
    default:
      throw new BailOut('planNode');
  }
}

/** A fetch of entities, and the parts of the plan that wait for it alone. */
interface Head {
  readonly fetch: EntityFetch;
  readonly after: readonly PlanNode[];
}

/**
 * Fetches that may begin together, those of one subgraph in one request where that can be; what follows one of them
 * then follows all, which is when it could begin anyway.
 */
function parallelGraph(nodes: readonly PlanNode[], parts: GraphParts): Step | null {
  const bySubgraph = new Map<SubgraphClient, Head[]>();
  const others: (Step | null)[] = [];
  for (const node of nodes) {
    const head = headOf(node, parts);
    if (head === null) others.push(fetchGraph(node, parts));
    else bySubgraph.set(head.fetch.client, [...(bySubgraph.get(head.fetch.client) ?? []), head]);
  }
  const entities = [...bySubgraph.values()].flatMap((heads) => headSteps(heads, parts));
  return joined([...entities, ...others], parallel);
}

function headOf(node: PlanNode, parts: GraphParts): Head | null {
  if (node.kind === 'Flatten') return { fetch: entityFetch(node, parts), after: [] };
  if (node.kind !== 'Sequence') return null;
  const [first, ...rest] = node.nodes;
  return first?.kind === 'Flatten' ? { fetch: entityFetch(first, parts), after: rest } : null;
}

function headSteps(heads: readonly Head[], parts: GraphParts): readonly (Step | null)[] {
  const batch = entityBatch(heads.map(({ fetch }) => fetch));
  if (batch !== null) {
    const after = parallelGraph(
      heads.flatMap((head) => sequenceOf(head.after)),
      parts,
    );
    return [joined([batch, after], sequence)];
  }
  return heads.map(({ fetch, after }) => {
    const rest = after.map((node) => fetchGraph(node, parts));
    return joined([(run) => askEntities([fetch], run), ...rest], sequence);
  });
}

function sequenceOf(nodes: readonly PlanNode[]): readonly PlanNode[] {
  return nodes.length === 0 ? [] : [{ kind: 'Sequence', nodes: [...nodes] }];
}

function joined(steps: readonly (Step | null)[], join: (steps: readonly Step[]) => Step): Step | null {
  const present = steps.filter((step) => step !== null);
  return present.length === 0 ? null : join(present);
}

function entityFetch({ path, node }: FlattenNode, parts: GraphParts): EntityFetch {
  if (node.kind !== 'Fetch') throw new BailOut('planNode');
  const { schema, repeats } = parts;
  return new EntityFetch(checked(node, parts), { path, client: parts.clientOf(node.serviceName), schema, repeats });
}

function checked(node: FetchNode, { hasTwins }: GraphParts): FetchNode {
  const rewrites = [node.inputRewrites, node.outputRewrites, node.contextRewrites];
  if (rewrites.some((one) => one !== undefined && one.length > 0)) throw new BailOut('rewrite');
  if (hasTwins(node.operation) || hasTwins(JSON.stringify(node.requires ?? null))) throw new BailOut('twin');
  return node;
}

import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import { getVariableValues, Kind, parse, type SelectionSetNode } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields';

type Planned = Parameters<Experimental_DidResolveQueryPlanCallback>[0];
type Plan = Planned['queryPlan'];

const known = new WeakMap<Plan, ReadonlySet<string>>();

/**
 * Throws when a root field that is asked has no part in the plan: its interface has no type that any subgraph could
 * answer with, and the engine would answer null without a word.
 */
export function refuseUnplannedRoots({ queryPlan, requestContext, operationContext }: Planned): void {
  const planned = known.get(queryPlan) ?? new Set(rootsOf(queryPlan.node));
  known.set(queryPlan, planned);
  if (askedRoots({ requestContext, operationContext }).some((name) => !planned.has(name)))
    throw new Error('A root field has no part in the plan.');
}

/** Response names of the root fields that are neither skipped nor introspection. */
function askedRoots({
  requestContext,
  operationContext: { schema, operation, fragments },
}: Pick<Planned, 'requestContext' | 'operationContext'>): readonly string[] {
  const inputs = requestContext.request.variables ?? {};
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], inputs).coerced;
  const root = schema.getRootType(operation.operation);
  if (variables === undefined || root === undefined || root === null) return [];
  const fields = [...collectFields(schema, fragments, variables, root, operation.selectionSet)];
  return fields.flatMap(([name, [field]]) => (field?.name.value.startsWith('__') === false ? [name] : []));
}

function rootsOf(node: Plan['node']): readonly string[] {
  switch (node?.kind) {
    case 'Fetch':
      return fetchedRoots(node.operation);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(rootsOf);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap(rootsOf);
    default:
      return [];
  }
}

function fetchedRoots(text: string): readonly string[] {
  const operation = parse(text, { noLocation: true }).definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  );
  return operation?.kind === Kind.OPERATION_DEFINITION ? responseNames(operation.selectionSet) : [];
}

function responseNames({ selections }: SelectionSetNode): readonly string[] {
  return selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [(node.alias ?? node.name).value];
    return node.kind === Kind.INLINE_FRAGMENT ? responseNames(node.selectionSet) : [];
  });
}

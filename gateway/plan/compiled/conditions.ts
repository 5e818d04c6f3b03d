import { type Operation, type Selection, type SelectionSet, Variable } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { BailOut } from './trouble';

/** The values of the variables that `@skip` and `@include` ask. */
export type Conditions = ReadonlyMap<string, boolean>;

export type Variables = Readonly<Record<string, unknown>>;

/** The variables that decide what is answered or fetched. */
export interface Conditional {
  readonly names: readonly string[];
  readonly defaults: Variables;
}

type Element = Selection['element'];
type PlanNode = NonNullable<QueryPlan['node']>;

const MAX_VARIABLES = 4;

/** Whether a selection is left out, as Apollo's `computeResponse` decides. */
export function isSkipped(element: Element, conditions: Conditions): boolean {
  return (
    conditionsOf(element, 'skip').some((one) => truthOf(one, conditions)) ||
    conditionsOf(element, 'include').some((one) => !truthOf(one, conditions))
  );
}

/**
 * Throws `BailOut` for more of them than every outcome can be compiled of, and for what the document itself leaves out:
 * the planner may lose sight of such a condition, and nobody checks what is then fetched in vain.
 */
export function conditional(operation: Operation, plan: QueryPlan): Conditional {
  const names = new Set([...variablesIn(operation.selectionSet), ...variablesOf(plan.node)]);
  if (names.size > MAX_VARIABLES) throw new BailOut('condition');
  return { names: [...names], defaults: operation.collectDefaultedVariableValues() };
}

/** Their values in one request, or their defaults; null where the reference path has to see one that is no Boolean. */
export function conditionsFor({ names, defaults }: Conditional, variables: Variables): Conditions | null {
  const conditions = new Map<string, boolean>();
  for (const name of names) {
    const value = Object.hasOwn(variables, name) ? variables[name] : defaults[name];
    if (typeof value !== 'boolean') return null;
    conditions.set(name, value);
  }
  return conditions;
}

function* variablesIn(set: SelectionSet): Generator<string> {
  for (const { element, selectionSet } of set.selections()) {
    for (const condition of [...conditionsOf(element, 'skip'), ...conditionsOf(element, 'include')])
      if (condition instanceof Variable) yield condition.name;
    if (isLeftOut(element)) throw new BailOut('condition');
    if (selectionSet !== undefined) yield* variablesIn(selectionSet);
  }
}

function isLeftOut(element: Element): boolean {
  return conditionsOf(element, 'skip').includes(true) || conditionsOf(element, 'include').includes(false);
}

function* variablesOf(node: PlanNode | undefined): Generator<string> {
  switch (node?.kind) {
    case 'Condition':
      yield node.condition;
      yield* variablesOf(node.ifClause);
      yield* variablesOf(node.elseClause);
      break;
    case 'Sequence':
    case 'Parallel':
      for (const one of node.nodes) yield* variablesOf(one);
      break;
    case 'Flatten':
      yield* variablesOf(node.node);
  }
}

function conditionsOf(element: Element, name: 'skip' | 'include'): readonly (boolean | Variable)[] {
  const schema = element.schema();
  const definition = name === 'skip' ? schema.skipDirective() : schema.includeDirective();
  return element.appliedDirectivesOf(definition).map((one) => one.arguments().if as boolean | Variable);
}

function truthOf(condition: boolean | Variable, conditions: Conditions): boolean {
  return condition instanceof Variable ? conditions.get(condition.name) === true : condition;
}

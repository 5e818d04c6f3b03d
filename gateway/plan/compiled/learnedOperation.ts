import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import { getVariableValues, Kind } from 'graphql';
import { type AnswerWriter, answerWriter } from './answerWriter';
import { type Conditional, type Conditions, conditional, conditionsFor, type Variables } from './conditions';
import { fetchGraph, type GraphParts } from './fetchGraph';
import { Repeats } from './repeats';
import type { Step } from './run';
import { BailOut } from './trouble';

export type Planned = Parameters<Experimental_DidResolveQueryPlanCallback>[0];

export interface Compiled {
  /** Null where nothing is to be fetched. */
  readonly fetch: Step | null;
  readonly writer: AnswerWriter;
}

export interface LearnedParts extends Omit<GraphParts, 'conditions' | 'repeats'> {
  /** The view's API schema, as the planner has it. */
  readonly apiSchema: Schema;
}

/** An operation and its plan, compiled when it is asked again. */
export class LearnedOperation {
  readonly #variants = new Map<string, Compiled>();
  readonly #planned: Pick<Planned, 'queryPlan' | 'operationContext'>;
  readonly #operation: ReturnType<typeof operationFromDocument>;
  readonly #conditional: Conditional;

  /** Throws `BailOut`. */
  constructor(
    { queryPlan, operationContext }: Planned,
    private readonly parts: LearnedParts,
  ) {
    this.#planned = { queryPlan, operationContext };
    const definitions = [operationContext.operation, ...Object.values(operationContext.fragments)];
    this.#operation = operationFromDocument(parts.apiSchema, { kind: Kind.DOCUMENT, definitions }, { validate: false });
    this.#conditional = conditional(this.#operation, queryPlan);
  }

  /** For these variables; null where the reference path has to refuse or judge them. Throws `BailOut`. */
  compiledFor(variables: Variables): Compiled | null {
    const { operation, schema } = this.#planned.operationContext;
    const definitions = operation.variableDefinitions ?? [];
    if (definitions.length > 0 && getVariableValues(schema, definitions, variables).errors !== undefined) return null;
    const conditions = conditionsFor(this.#conditional, variables);
    if (conditions === null) return null;
    const key = [...conditions.values()].join();
    const compiled = this.#variants.get(key) ?? this.#compile(conditions);
    this.#variants.set(key, compiled);
    return compiled;
  }

  #compile(conditions: Conditions): Compiled {
    const { node } = this.#planned.queryPlan;
    if (node?.kind === 'Subscription') throw new BailOut('planNode');
    const repeats = this.#operation.rootKind === 'query' ? new Repeats() : null;
    return {
      fetch: fetchGraph(node, { ...this.parts, conditions, repeats }),
      writer: answerWriter(this.#operation, conditions),
    };
  }
}

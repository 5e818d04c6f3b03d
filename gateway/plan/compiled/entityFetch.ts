import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphClient } from '../subgraphClient';
import type { Variables } from './conditions';
import { DistinctTexts } from './distinctTexts';
import { EntityOperation } from './entityOperation';
import { FetchBody } from './fetchBody';
import { type JsonObject, merge } from './merge';
import type { Repeats } from './repeats';
import { type RepresentationOf, representationOf } from './representationWriter';
import type { Run } from './run';
import { type Targets, targetsAt } from './targets';
import { BailOut } from './trouble';

/** Where the answers of one fetch go. */
export interface Wanted {
  /** Representations as JSON texts, each once. */
  readonly texts: readonly string[];
  readonly targets: readonly JsonObject[];
  /** For each target, which representation is its own. */
  readonly positions: readonly number[];
}

export interface EntityFetchParts {
  readonly path: readonly (string | number)[];
  readonly client: SubgraphClient;
  readonly schema: GraphQLSchema;
  /** Null where something may change between two fetches. */
  readonly repeats: Repeats | null;
}

/** One fetch of entities at one path of the answer. */
export class EntityFetch {
  readonly client: SubgraphClient;
  readonly operation: EntityOperation;
  /** Whom and what it asks. */
  readonly question: string;
  readonly #targets: Targets;
  readonly #representationOf: RepresentationOf;
  readonly #body: FetchBody;
  readonly #repeats: Repeats | null;

  constructor(node: FetchNode, { path, client, schema, repeats }: EntityFetchParts) {
    if (node.requires === undefined || node.variableUsages?.includes('representations') === true)
      throw new BailOut('planNode');
    this.client = client;
    this.operation = new EntityOperation(node.operation);
    this.question = `${client.name} ${node.operation}`;
    this.#targets = targetsAt(path);
    this.#representationOf = representationOf(node.requires, schema);
    this.#body = FetchBody.of(node);
    this.#repeats = repeats;
    if (this.operation.isFlat) repeats?.note(this.question);
  }

  /** Whether another fetch of the plan may want the same of the same entities. */
  get isRepeated(): boolean {
    return this.#repeats?.has(this.question) === true;
  }

  wanted({ data, isShared }: Run): Wanted {
    const distinct = new DistinctTexts();
    const targets: JsonObject[] = [];
    const positions: number[] = [];
    for (const target of this.#targets(data, isShared)) {
      const representation = this.#representationOf(target);
      const place = representation === null ? null : distinct.place(target, representation);
      if (place === null) continue;
      targets.push(target);
      positions.push(place);
    }
    return { texts: distinct.texts, targets, positions };
  }

  body(texts: readonly string[], variables: Variables): string {
    return this.#body.text(variables, [`"representations":[${texts.join(',')}]`]);
  }
}

/** Gives each target its entity; one that the subgraph does not know stays as it is. */
export function give(
  entities: readonly (JsonObject | null)[],
  { texts, targets, positions }: Wanted,
  run: Pick<Run, 'isShared'>,
): void {
  if (targets.length > texts.length) run.isShared = true;
  for (const [at, target] of targets.entries()) {
    const entity = entities[positions[at] ?? -1] ?? null;
    if (entity !== null) merge(target, entity);
  }
}

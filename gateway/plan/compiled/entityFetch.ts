import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { askOnce } from '../askOnce';
import type { SubgraphClient } from '../subgraphClient';
import type { Variables } from './conditions';
import { DistinctTexts } from './distinctTexts';
import { FetchBody } from './fetchBody';
import { isJsonObject, type JsonObject, merge } from './merge';
import { type RepresentationOf, representationOf } from './representationWriter';
import type { Run } from './run';
import { readReply } from './subgraphReply';
import { type Targets, targetsAt } from './targets';
import { BailOut, TROUBLE } from './trouble';

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
}

/** One fetch of entities at one path of the answer. */
export class EntityFetch {
  readonly operation: string;
  readonly client: SubgraphClient;
  readonly #targets: Targets;
  readonly #representationOf: RepresentationOf;
  readonly #body: FetchBody;

  constructor(node: FetchNode, { path, client, schema }: EntityFetchParts) {
    if (node.requires === undefined || node.variableUsages?.includes('representations') === true)
      throw new BailOut('planNode');
    this.operation = node.operation;
    this.client = client;
    this.#targets = targetsAt(path);
    this.#representationOf = representationOf(node.requires, schema);
    this.#body = FetchBody.of(node);
  }

  async run(run: Run): Promise<void> {
    const wanted = this.wanted(run);
    if (wanted.texts.length > 0) await this.ask(wanted, run);
  }

  async ask(wanted: Wanted, run: Run): Promise<void> {
    const { variables, context } = run;
    const { data, extensions } = readReply(await askOnce(this.client, this.body(wanted, variables), context));
    context.persons.note(extensions);
    give(data['_entities'], wanted, run);
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

  body({ texts }: Wanted, variables: Variables): string {
    return this.#body.text(variables, [`"representations":[${texts.join(',')}]`]);
  }
}

/** Gives each target its entity; one that the subgraph does not know stays as it is. */
export function give(entities: unknown, { texts, targets, positions }: Wanted, run: Run): void {
  if (!Array.isArray(entities) || entities.length !== texts.length || !entities.every(isEntity)) throw TROUBLE;
  if (targets.length > texts.length) run.isShared = true;
  for (const [at, target] of targets.entries()) {
    const entity = entities[positions[at] ?? -1] as JsonObject | null;
    if (entity !== null) merge(target, entity);
  }
}

function isEntity(value: unknown): boolean {
  if (value === null) return true;
  if (!isJsonObject(value)) return false;
  const typename = value['__typename'];
  return typename === undefined || (typeof typename === 'string' && typename !== '');
}

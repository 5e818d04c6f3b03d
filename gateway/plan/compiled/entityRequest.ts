import type { EntityFetch } from './entityFetch';
import { type Part, REPRESENTATIONS } from './entityOperation';
import { FetchBody } from './fetchBody';
import { isJsonObject } from './merge';
import type { Entity, Lot, Requested } from './place';
import type { Run } from './run';
import { type Reply, readReply } from './subgraphReply';
import { TROUBLE } from './trouble';

interface FetchLot extends Lot {
  readonly fetch: EntityFetch;
}

/** One request for entities to one subgraph; what it asks is gathered before it is sent. */
export class EntityRequest implements Requested {
  readonly #lots: FetchLot[] = [];
  #sent: Pick<Requested, 'text' | 'entities'> | null = null;

  /** The lot for a fetch, that of another which asks the same included. */
  lotFor(fetch: EntityFetch): Lot {
    const known = fetch.isRepeated ? this.#lots.find((one) => one.fetch.question === fetch.question) : undefined;
    if (known !== undefined) return known;
    const lot: FetchLot = { fetch, texts: [], name: '_entities' };
    this.#lots.push(lot);
    return lot;
  }

  /** Where nothing was gathered, nothing is sent. */
  send(run: Run): void {
    const lots = this.#lots.filter(({ texts }) => texts.length > 0);
    const [first] = lots;
    if (first === undefined) return;
    const text = first.fetch.client.ask(bodyOf(first, lots, run), run.context);
    const entities = text.then((answer) => {
      const reply = readReply(answer);
      run.context.persons.note(reply.extensions);
      return new Map(lots.map((lot) => [lot, entitiesOf(lot, reply)]));
    });
    // Who waits for another request first hears of this one's failure too late for Node, or never.
    entities.catch(() => undefined);
    this.#sent = { text, entities };
  }

  get text(): Promise<string> {
    if (this.#sent === null) throw TROUBLE;
    return this.#sent.text;
  }

  get entities(): Requested['entities'] {
    if (this.#sent === null) throw TROUBLE;
    return this.#sent.entities;
  }

  /** Whether one operation is asked, and so in the words of its fetch. */
  get isPlain(): boolean {
    return this.#lots.filter(({ texts }) => texts.length > 0).length === 1;
  }

  isFirst(lot: Lot): boolean {
    return this.#lots.find(({ texts }) => texts.length > 0) === lot;
  }
}

function bodyOf(first: FetchLot, lots: readonly FetchLot[], { variables }: Run): string {
  if (lots.length === 1) return first.fetch.body(first.texts, variables);
  const parts = lots.map(({ fetch: { operation } }) => partOf(operation));
  for (const [at, lot] of lots.entries()) lot.name = `e${at}`;
  const declared = lots.map((_lot, at) => `$${REPRESENTATIONS}${at}:[_Any!]!`);
  const fields = parts.map(
    ({ selections }, at) => `e${at}:_entities(${REPRESENTATIONS}:$${REPRESENTATIONS}${at})${selections}`,
  );
  const given = new Map(parts.flatMap((part) => [...part.variables]));
  const operation = `query(${[...given.values(), ...declared].join(',')}){${fields.join(' ')}}`;
  const representations = lots.map(({ texts }, at) => `"${REPRESENTATIONS}${at}":[${texts.join(',')}]`);
  return new FetchBody(operation, [...given.keys()]).text(variables, representations);
}

function partOf({ part }: { readonly part: Part | null }): Part {
  if (part === null) throw TROUBLE;
  return part;
}

function entitiesOf({ name, texts }: Lot, { data }: Reply): readonly Entity[] {
  const entities = data[name];
  if (!Array.isArray(entities) || entities.length !== texts.length || !entities.every(isEntity)) throw TROUBLE;
  return entities;
}

function isEntity(value: unknown): value is Entity {
  if (value === null) return true;
  if (!isJsonObject(value)) return false;
  const typename = value['__typename'];
  return typename === undefined || (typeof typename === 'string' && typename !== '');
}

import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { parseJson } from '../../parseJson';
import { type EntityFetch, give, type Wanted } from './entityFetch';
import { FetchBody } from './fetchBody';
import { isJsonObject, type JsonObject } from './merge';
import type { Run, Step } from './run';
import { readReply } from './subgraphReply';
import { TROUBLE } from './trouble';

/** A fetch whose operation can stand beside others in one. */
interface Part {
  readonly fetch: EntityFetch;
  /** The variables it declares, each as it is written, by name. */
  readonly variables: ReadonlyMap<string, string>;
  readonly selections: string;
}

interface Asked {
  readonly part: Part;
  readonly wanted: Wanted;
}

const REPRESENTATIONS = 'representations';

/**
 * Asks one subgraph for the entities of several fetches at once, under names of their own; null where two of them
 * cannot stand in one operation. Each is noted by itself, as the reference path would ask for it.
 */
export function entityBatch(fetches: readonly EntityFetch[]): Step | null {
  const parts = fetches.map(partOf);
  if (parts.length < 2 || !areOfOneMind(parts)) return null;
  const together = parts as readonly Part[];
  return async (run) => {
    const asked = together
      .map((part) => ({ part, wanted: part.fetch.wanted(run) }))
      .filter(({ wanted }) => wanted.texts.length > 0);
    const [first] = asked;
    if (first === undefined) return;
    if (asked.length === 1) await first.part.fetch.ask(first.wanted, run);
    else await askTogether(asked, run);
  };
}

async function askTogether(asked: readonly Asked[], run: Run): Promise<void> {
  const { variables, context } = run;
  const [first] = asked;
  if (first === undefined) return;
  const representations = asked.map(({ wanted }, at) => `"${REPRESENTATIONS}${at}":[${wanted.texts.join(',')}]`);
  const text = first.part.fetch.client.ask(
    bodyOf(asked.map(({ part }) => part)).text(variables, representations),
    context,
  );
  for (const [at, { part, wanted }] of asked.entries()) {
    const own = (): Promise<string> => text.then((all) => ownText(all, at));
    context.fetches.note(part.fetch.client.name, part.fetch.body(wanted, variables), own);
  }
  const { data, extensions } = readReply(await text);
  context.persons.note(extensions);
  for (const [at, { wanted }] of asked.entries()) give(data[aliasOf(at)], wanted, run);
}

function bodyOf(parts: readonly Part[]): FetchBody {
  const variables = new Map(parts.flatMap((part) => [...part.variables]));
  const declared = parts.map((_part, at) => `$${REPRESENTATIONS}${at}:[_Any!]!`);
  const fields = parts.map(
    ({ selections }, at) => `${aliasOf(at)}:_entities(${REPRESENTATIONS}:$${REPRESENTATIONS}${at})${selections}`,
  );
  const operation = `query(${[...variables.values(), ...declared].join(',')}){${fields.join(' ')}}`;
  return new FetchBody(operation, [...variables.keys()]);
}

/** What the subgraph would have said to one of them alone; an error without a place is the first one's. */
function ownText(text: string, at: number): string {
  const answer = parseJson(text);
  if (!isJsonObject(answer)) throw TROUBLE;
  const { data, errors, ...rest } = answer;
  const own = Array.isArray(errors) ? errors.filter(isJsonObject).flatMap((error) => ownError(error, at)) : errors;
  const entities = isJsonObject(data) ? { _entities: data[aliasOf(at)] } : data;
  return JSON.stringify({ ...rest, data: entities, ...(isEmpty(own) ? {} : { errors: own }) });
}

function ownError(error: JsonObject, at: number): readonly JsonObject[] {
  const { path } = error;
  if (!Array.isArray(path)) return at === 0 ? [error] : [];
  return path[0] === aliasOf(at) ? [{ ...error, path: ['_entities', ...path.slice(1)] }] : [];
}

function isEmpty(errors: unknown): boolean {
  return Array.isArray(errors) && errors.length === 0;
}

function aliasOf(at: number): string {
  return `e${at}`;
}

function partOf(fetch: EntityFetch): Part | null {
  const document = parse(fetch.operation, { noLocation: true });
  const operation = onlyOperation(document);
  const field = operation === null ? null : onlyEntities(operation);
  if (operation === null || field?.selectionSet === undefined) return null;
  const declared = (operation.variableDefinitions ?? []).filter(
    ({ variable }) => variable.name.value !== REPRESENTATIONS,
  );
  // A name that could be one of ours.
  if (declared.some(({ variable }) => variable.name.value.startsWith(REPRESENTATIONS))) return null;
  const variables = new Map(declared.map((node) => [node.variable.name.value, print(node)]));
  return { fetch, variables, selections: print(field.selectionSet) };
}

function onlyOperation({ definitions }: DocumentNode): OperationDefinitionNode | null {
  const [only] = definitions;
  const isPlain = definitions.length === 1 && only?.kind === Kind.OPERATION_DEFINITION && only.operation === 'query';
  return isPlain && (only.directives ?? []).length === 0 ? only : null;
}

function onlyEntities({ selectionSet }: OperationDefinitionNode): FieldNode | null {
  const [only] = selectionSet.selections;
  const isPlain = selectionSet.selections.length === 1 && only?.kind === Kind.FIELD && only.name.value === '_entities';
  return isPlain && only.alias === undefined && (only.directives ?? []).length === 0 ? only : null;
}

/** One subgraph, and of each variable one declaration. */
function areOfOneMind(parts: readonly (Part | null)[]): boolean {
  const declared = new Map<string, string>();
  for (const part of parts) {
    if (part === null) return false;
    for (const [name, text] of part.variables) if ((declared.get(name) ?? text) !== text) return false;
    for (const [name, text] of part.variables) declared.set(name, text);
  }
  return true;
}

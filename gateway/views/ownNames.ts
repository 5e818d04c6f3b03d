import { createHash } from 'node:crypto';
import type { ApolloGateway } from '@apollo/gateway';
import { type DocumentNode, type FieldNode, GraphQLError, Kind, visit } from 'graphql';

type Executor = ApolloGateway['executor'];

/** A document in which some answers have other names than the client's. */
interface Renamed {
  readonly document: DocumentNode;
  /** The client's name by ours. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Keeps a client's aliases apart from the names under which a plan fetches what it needs itself. The planner knows a
 * field by its response name alone: it would answer `id: name` with the hidden key `id`, or send the name as the key.
 */
export function ownNames(execute: Executor, plannerNames: ReadonlySet<string>): Executor {
  const known = new WeakMap<DocumentNode, Renamed>();
  return async (asked) => {
    const renamed = known.get(asked.document) ?? rename(asked.document, plannerNames);
    known.set(asked.document, renamed);
    const { document, names } = renamed;
    if (names.size === 0) return execute(asked);
    const queryHash = createHash('sha256').update(`own names ${asked.queryHash}`).digest('hex');
    const { data, errors, ...rest } = await execute({ ...asked, document, queryHash });
    return {
      ...rest,
      ...(data === undefined ? {} : { data: restored(data, names) as typeof data }),
      ...(errors === undefined ? {} : { errors: errors.map((error) => restoredError(error, names)) }),
    };
  };
}

function rename(document: DocumentNode, plannerNames: ReadonlySet<string>): Renamed {
  const prefix = freePrefix(document, plannerNames);
  const names = new Map<string, string>();
  const renamed = visit(document, {
    Field: {
      enter: (node): FieldNode | undefined => {
        const name = responseName(node);
        if (!plannerNames.has(name) || isPlanners(node)) return undefined;
        names.set(prefix + name, name);
        return { ...node, alias: { kind: Kind.NAME, value: prefix + name } };
      },
    },
  });
  return { document: renamed, names };
}

/** The planner's own way to ask a field: under its name and without arguments. */
function isPlanners(node: FieldNode): boolean {
  return responseName(node) === node.name.value && (node.arguments ?? []).length === 0;
}

function freePrefix(document: DocumentNode, plannerNames: ReadonlySet<string>): string {
  const taken = [...plannerNames];
  visit(document, { Field: { enter: (node) => void taken.push(responseName(node)) } });
  let prefix = 'own__';
  while (taken.some((name) => name.startsWith(prefix))) prefix += '_';
  return prefix;
}

function responseName(node: FieldNode): string {
  return (node.alias ?? node.name).value;
}

function restored(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => restored(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [names.get(name) ?? name, restored(one, names)]),
  );
}

function restoredError(error: GraphQLError, names: ReadonlyMap<string, string>): GraphQLError {
  if (error.path === undefined) return error;
  const path = error.path.map((step) => (typeof step === 'string' ? (names.get(step) ?? step) : step));
  const { message, nodes, extensions, originalError } = error;
  return new GraphQLError(message, { nodes: nodes ?? null, path, extensions, originalError: originalError ?? null });
}

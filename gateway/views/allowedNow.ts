import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../context';
import { ERRORS } from '../errors';

const MAX_NAMES = 20;
const MAX_CLAIMED = 1000;
const CONSTANT = ERRORS.ILLEGAL_TRANSITION.message;
const BEFORE_NAMES = `${CONSTANT.slice(0, -1)}; allowed now: `;
const NAMES = /^[A-Za-z_]\w*(, [A-Za-z_]\w*){0,19}\.$/;

interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  /** The engine's name for a `RequestContext`. */
  readonly context: Readonly<Record<string, unknown>>;
}

/**
 * The sentence of `ILLEGAL_TRANSITION`, with the mutations a subgraph claims would do: of these only those that the
 * caller may call and his view has, sorted, at most twenty. A subgraph may claim anything; the constant sentence is left.
 */
export function allowedNow(claimed: unknown, { operation, schema, context }: Asked): string {
  const { session } = context as Partial<RequestContext>;
  if (operation.operation !== 'mutation' || !Array.isArray(claimed)) return CONSTANT;
  const fields = schema.getMutationType()?.getFields() ?? {};
  const claims = new Set<unknown>(claimed.slice(0, MAX_CLAIMED));
  const names = (session?.caller.acts ?? []).filter((act) => claims.has(act) && Object.hasOwn(fields, act));
  return names.length === 0 ? CONSTANT : `${BEFORE_NAMES}${[...names].sort().slice(0, MAX_NAMES).join(', ')}.`;
}

/** Whether a message is that sentence. */
export function isAllowedNow(message: string): boolean {
  return message.startsWith(BEFORE_NAMES) && NAMES.test(message.slice(BEFORE_NAMES.length));
}

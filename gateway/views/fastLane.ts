import type { HTTPGraphQLRequest } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext, ViewAnswer } from '../context';
import { ERRORS, type ErrorCode } from '../errors';
import { outcomeOf } from '../outcome';

type Members = Readonly<Record<string, unknown>>;
type Execute = (request: HTTPGraphQLRequest, context: RequestContext) => Promise<ViewAnswer>;

interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Members;
}

export interface CompiledOperations {
  /** The bytes of an answer without errors; null where the reference path has to answer. */
  answer(asked: Asked, context: RequestContext): Promise<Buffer | null>;
}

const MAX_ACCEPTS = 200;
/** What is recorded as the answer to who has left. */
const UNREAD = `${JSON.stringify({ errors: [unread()], data: null })}\n`;
const OF_UNREAD = outcomeOf(UNREAD);
const OF_COMPILED = outcomeOf('{"data":{}}');

/**
 * Answers what is compiled past Apollo Server's pipeline, and everything else through it. What content type an `accept`
 * gets is Apollo Server's to say: it is taken over from its own answers.
 */
export function fastLane(compiled: CompiledOperations, execute: Execute): Execute {
  const headersFor = new LRUCache<string, ViewAnswer['headers']>({ max: MAX_ACCEPTS });
  const learnt: Execute = async (request, context) => {
    const answer = await execute(request, context);
    const type = answer.headers.get('content-type');
    // A refusal may have another content type.
    if (answer.status === 200 && type !== undefined)
      headersFor.set(acceptOf(request), new Map([['content-type', type]]));
    return answer;
  };
  return async (request, context) => {
    const headers = headersFor.get(acceptOf(request));
    const asked = headers === undefined ? null : askedBy(request);
    if (headers === undefined || asked === null) return learnt(request, context);
    const body = await compiled.answer(asked, context);
    if (body !== null) return { status: 200, headers, body, outcome: OF_COMPILED };
    // The reference path costs many times more; nobody has it work by asking and leaving.
    if (context.patience.hasLeft) return { status: 200, headers, body: UNREAD, outcome: OF_UNREAD };
    return learnt(request, context);
  };
}

function acceptOf({ headers }: HTTPGraphQLRequest): string {
  return headers.get('accept') ?? '';
}

function unread(): GraphQLFormattedError {
  const code: ErrorCode = 'SUBGRAPH_UNAVAILABLE';
  return { message: ERRORS[code].message, extensions: { code } };
}

/** What a POST asks, where Apollo Server finds nothing to refuse in its form; else null. */
function askedBy({ method, body }: HTTPGraphQLRequest): Asked | null {
  if (method !== 'POST' || !isMembers(body)) return null;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string' || (operationName !== null && typeof operationName !== 'string')) return null;
  if (variables !== null && !isMembers(variables)) return null;
  if (extensions !== null && (!isMembers(extensions) || 'persistedQuery' in extensions)) return null;
  return { query, operationName, variables: variables ?? {} };
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);
}

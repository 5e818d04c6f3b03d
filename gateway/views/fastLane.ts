import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../context';
import { ERRORS, type ErrorCode } from '../errors';

type Members = Readonly<Record<string, unknown>>;
type Execute = (request: HTTPGraphQLRequest, context: RequestContext) => Promise<HTTPGraphQLResponse>;

interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Members;
}

export interface CompiledOperations {
  /** The text of an answer without errors; null where the reference path has to answer. */
  answer(asked: Asked, context: RequestContext): Promise<string | null>;
}

const MAX_ACCEPTS = 200;
/** What is recorded as the answer to who has left. */
const UNREAD = `${JSON.stringify({ errors: [unread()], data: null })}\n`;

/**
 * Answers what is compiled past Apollo Server's pipeline, and everything else through it. What content type an `accept`
 * gets is Apollo Server's to say: it is taken over from its own answers.
 */
export function fastLane(compiled: CompiledOperations, execute: Execute): Execute {
  const headersFor = new LRUCache<string, HeaderMap>({ max: MAX_ACCEPTS });
  const learnt: Execute = async (request, context) => {
    const response = await execute(request, context);
    const type = response.headers.get('content-type');
    if (isPlain(response) && type !== undefined)
      headersFor.set(acceptOf(request), new HeaderMap([['content-type', type]]));
    return response;
  };
  return async (request, context) => {
    const headers = headersFor.get(acceptOf(request));
    const asked = headers === undefined ? null : askedBy(request);
    if (headers === undefined || asked === null) return learnt(request, context);
    const text = await compiled.answer(asked, context);
    if (text !== null) return { headers, body: { kind: 'complete', string: text } };
    // The reference path costs many times more; nobody has it work by asking and leaving.
    if (context.patience.hasLeft) return { headers, body: { kind: 'complete', string: UNREAD } };
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

/** An answer to an operation that was carried out; a refusal may have another content type. */
function isPlain({ status, body }: HTTPGraphQLResponse): boolean {
  return (status === undefined || status === 200) && body.kind === 'complete';
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

import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../context';

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

/**
 * Answers what is compiled past Apollo Server's pipeline, and everything else through it. What content type an `accept`
 * gets is Apollo Server's to say: it is taken over from its own answers.
 */
export function fastLane(compiled: CompiledOperations, execute: Execute): Execute {
  const headersFor = new LRUCache<string, HeaderMap>({ max: MAX_ACCEPTS });
  return async (request, context) => {
    const accept = request.headers.get('accept') ?? '';
    const headers = headersFor.get(accept);
    const asked = headers === undefined ? null : askedBy(request);
    const text = asked === null ? null : await compiled.answer(asked, context);
    if (headers !== undefined && text !== null) return { headers, body: { kind: 'complete', string: text } };
    const response = await execute(request, context);
    const type = response.headers.get('content-type');
    if (isPlain(response) && type !== undefined) headersFor.set(accept, new HeaderMap([['content-type', type]]));
    return response;
  };
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

import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext, Session } from '../context';
import { Refusal } from '../refusal';

interface Executor {
  execute(request: HTTPGraphQLRequest, context: RequestContext): Promise<HTTPGraphQLResponse>;
}

/** Who asks, and what exists for him. */
export interface Serving {
  /** Null in `ACCESS=open`. Throws `Refusal`. */
  readonly session: (authorization: string | undefined) => Promise<Session | null>;
  readonly view: (session: Session | null) => Promise<Executor>;
}

/** Apollo's business: negotiation and the CSRF rule. Headers that ask it for plans or traces never reach it. */
const PASSED = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;

/** Answers one operation with the view of who asks it. */
export async function answerOperation(
  { session, view }: Serving,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const found = await session(authorizationOf(request));
  const executor = await view(found);
  const { status, headers, body } = await executor.execute(graphqlRequest(request), {
    session: found,
    requestId: request.id,
  });
  if (body.kind !== 'complete') throw new Error('An answer in parts was not asked for.');
  for (const name of ['content-type', 'allow']) {
    const value = headers.get(name);
    if (value !== undefined) reply.header(name, value);
  }
  return reply.code(status ?? 200).send(body.string);
}

/** The one header; Node joins two of them or keeps the first, so they are counted in the raw list. */
function authorizationOf(request: FastifyRequest): string | undefined {
  const { rawHeaders } = request.raw;
  const count = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'authorization').length;
  if (count > 1) throw new Refusal('TOKEN_INVALID');
  return request.headers.authorization;
}

function graphqlRequest(request: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const name of PASSED) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const at = request.url.indexOf('?');
  return {
    method: request.method === 'HEAD' ? 'GET' : request.method,
    headers,
    search: at < 0 ? '' : request.url.slice(at),
    body: request.body,
  };
}

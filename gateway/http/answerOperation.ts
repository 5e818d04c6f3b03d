import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnsweredPersons } from '../answeredPersons';
import type { Answer, AuditTrail, RequestContext, Session, ViewAnswer } from '../context';
import { FetchLog } from '../fetchLog';
import { Patience } from '../patience';
import { type FindDocument, listedRequest } from './listedRequest';

interface Executor {
  /** What it answers by. */
  readonly supergraphSdl: string;
  execute(request: HTTPGraphQLRequest, context: RequestContext): Promise<ViewAnswer>;
}

/** What exists for who asks, and who writes it down. */
export interface Serving {
  readonly view: (session: Session | null) => Executor;
  /** Null in `ACCESS=open`. */
  readonly audit: AuditTrail | null;
  /** The document that who asks may have executed; null where what he sent stands. Throws `Refusal`. */
  readonly listed: (session: Session | null, ...sent: Parameters<FindDocument>) => string | null;
  /** How long an answer is waited for. */
  readonly requestTimeoutMs: number;
}

/** Apollo's business: negotiation and the CSRF rule. Headers that ask it for plans or traces never reach it. */
const PASSED = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;
/** What browsers add to a request that a foreign page makes them send. */
const OF_BROWSERS = ['origin', 'sec-fetch-site', 'cookie'] as const;

/** Answers one operation with the view of who asks it, when that is recorded. */
export async function answerOperation(
  serving: Serving,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const patience = new Patience(serving.requestTimeoutMs);
  const leave = (): void => patience.leave();
  const ended = serving.audit?.begun();
  reply.raw.once('close', leave);
  try {
    return await answer(serving, { request, reply, patience });
  } finally {
    reply.raw.off('close', leave);
    ended?.();
    patience.release();
  }
}

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly patience: Patience;
}

async function answer({ view, audit, listed }: Serving, { request, reply, patience }: Asked): Promise<FastifyReply> {
  const { session } = request;
  const executor = view(session);
  const asked = listedRequest(graphqlRequest(request), (sent) => listed(session, sent));
  const context = { session, requestId: request.id, persons: new AnsweredPersons(), patience, fetches: new FetchLog() };
  const { status, headers, body, outcome } = await executor.execute(asked, context);
  const { supergraphSdl } = executor;
  await audit?.answered({ ...context, ...documentOf(asked), status, supergraphSdl, outcome });
  request.code = outcome.codes[0] ?? 'OK';
  for (const name of ['content-type', 'allow']) {
    const value = headers.get(name);
    if (value !== undefined) reply.header(name, value);
  }
  return reply.code(status).send(body);
}

/** The document as the executor takes it: a GET's from the URL, else the body's. */
function documentOf({ method, search, body }: HTTPGraphQLRequest): Pick<Answer, 'document' | 'operationName'> {
  const { query, operationName }: Readonly<Record<string, unknown>> =
    method === 'GET' ? Object.fromEntries(new URLSearchParams(search)) : Object(body);
  return {
    document: typeof query === 'string' ? query : null,
    operationName: typeof operationName === 'string' ? operationName : null,
  };
}

function graphqlRequest(request: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const name of PASSED) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (request.method !== 'POST' && isFromNoPage(request)) headers.set('apollo-require-preflight', 'true');
  const at = request.url.indexOf('?');
  return {
    method: request.method === 'HEAD' ? 'GET' : request.method,
    headers,
    search: at < 0 ? '' : request.url.slice(at),
    body: request.body,
  };
}

/** Whether no page of a browser can have caused this request: it then needs no header that asks one for a preflight. */
function isFromNoPage({ headers }: FastifyRequest): boolean {
  return OF_BROWSERS.every((name) => headers[name] === undefined);
}

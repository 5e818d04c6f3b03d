import { randomUUID } from 'node:crypto';
import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { RequestContext, Session } from '../context';
import { Refusal } from '../errors';
import { readJsonBody } from './jsonBody';
import { sendRefusal } from './sendRefusal';

interface Executor {
  execute(request: HTTPGraphQLRequest, context: RequestContext): Promise<HTTPGraphQLResponse>;
}

export interface ListenerOptions {
  readonly maxBodyBytes: number;
  /** Null in `ACCESS=open`. Throws `Refusal`. */
  readonly session: (authorization: string | undefined) => Promise<Session | null>;
  readonly view: (session: Session | null) => Promise<Executor>;
  readonly readyState: () => { readonly ready: boolean };
}

const METHODS = ['GET', 'HEAD', 'POST'];

/** The HTTP side of the gateway: bodies, methods and refusals; who asks and what exists is decided by `session` and `view`. */
export function listener(options: ListenerOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: options.maxBodyBytes,
    forceCloseConnections: true,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('x-request-id', request.id);
    if (request.headers['content-encoding'] !== undefined) throw new Refusal('MEDIA_TYPE_UNSUPPORTED');
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) =>
    readJsonBody(request.headers['content-type'], body),
  );
  app.setErrorHandler((error, request, reply) => sendRefusal(error, request, reply));
  app.setNotFoundHandler(() => {
    throw new Refusal('ROUTE_UNKNOWN');
  });
  let wasReady = false;
  app.get('/livez', async () => ({ live: true }));
  app.get('/readyz', async (_request, reply) => {
    const state = options.readyState();
    wasReady ||= state.ready;
    return reply.code(wasReady ? 200 : 503).send(state);
  });
  app.route({ method: METHODS, url: '/graphql', handler: (request, reply) => answer(request, reply, options) });
  app.route({
    method: ['DELETE', 'PATCH', 'PUT'],
    url: '/graphql',
    handler: async (_request, reply) => {
      reply.header('allow', [...METHODS, 'OPTIONS'].join(', '));
      throw new Refusal('METHOD_NOT_ALLOWED');
    },
  });
  return app;
}

async function answer(request: FastifyRequest, reply: FastifyReply, options: ListenerOptions): Promise<FastifyReply> {
  const session = await options.session(authorizationOf(request));
  if (request.method === 'POST' && request.headers['content-type'] === undefined)
    throw new Refusal('MEDIA_TYPE_UNSUPPORTED');
  const view = await options.view(session);
  const { status, headers, body } = await view.execute(graphqlRequest(request), { session, requestId: request.id });
  for (const [name, value] of headers) if (name !== 'cache-control') reply.header(name, value);
  if (body.kind !== 'complete') throw new Error('An answer in parts was not asked for.');
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
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const at = request.url.indexOf('?');
  return {
    method: request.method === 'HEAD' ? 'GET' : request.method,
    headers,
    search: at < 0 ? '' : request.url.slice(at),
    body: request.body,
  };
}

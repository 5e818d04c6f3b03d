import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Session } from '../context';
import type { ErrorCode } from '../errors';
import { Refusal } from '../refusal';
import { type Admission, admit } from './admit';
import { answerOperation, type Serving } from './answerOperation';
import { isGraphql } from './isGraphql';
import { readJsonBody } from './jsonBody';
import { checkMediaTypes } from './mediaTypes';
import { refusalSender, refuseConnection, setCommonHeaders } from './sendRefusal';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once that is known. */
    session: Session | null;
    /** The first code of its answer. */
    code: ErrorCode | 'OK';
  }
}

type Measured = (request: {
  readonly view: string | null;
  readonly code: ErrorCode | 'OK';
  readonly seconds: number;
}) => void;

export interface ListenerOptions extends Admission, Serving {
  /** Addresses and networks whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[];
  readonly maxBodyBytes: number;
  /** Told of each request to `/graphql` once it is answered. */
  readonly measured: Measured | null;
  readonly readyState: () => { readonly ready: boolean };
  /** Whether this process is about to end: its connections are then not kept for another request. */
  readonly isLeaving: () => boolean;
}

const REQUEST_TIMEOUT_MS = 10_000;
const ALLOWED: ReadonlyMap<string, string> = new Map([
  ['/', 'GET'],
  ['/livez', 'GET'],
  ['/readyz', 'GET'],
  ['/graphql', 'GET, HEAD, POST, OPTIONS'],
]);

/**
 * The HTTP side of the gateway: bodies, methods and refusals; who asks and what exists is decided by `session` and
 * `view`. Refusals come after every `onRequest` hook, so that a page which CORS allows can read them.
 */
export function listener(options: ListenerOptions): FastifyInstance {
  const sendRefusal = refusalSender(options.audit);
  const app = fastify({
    bodyLimit: options.maxBodyBytes,
    trustProxy: options.trustedProxies.length > 0 && [...options.trustedProxies],
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    frameworkErrors: sendRefusal,
    clientErrorHandler: refuseConnection,
    // Node would refuse a request without Host by itself, in a shape and with headers of its own.
    http: { requireHostHeader: false },
  });
  // An Expect header may be passed over (RFC 9110 10.1.1); Node would refuse all but 100-continue by itself.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.decorateRequest('session', null);
  app.decorateRequest('code', 'OK');
  if (options.measured !== null) measure(app, options.measured);
  app.addHook('onRequest', async (request, reply) => {
    setCommonHeaders(request, reply);
    if (options.isLeaving()) reply.header('connection', 'close');
  });
  app.addHook('preParsing', async (request, reply) => {
    if (request.headers.host === undefined && request.raw.httpVersion !== '1.0') throw new Refusal('REQUEST_INVALID');
    if (isGraphql(request) && request.method !== 'OPTIONS') await admit(options, request);
    if (request.is404) refuseRoute(request, reply);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) =>
    readJsonBody(body),
  );
  app.setErrorHandler(sendRefusal);
  app.setNotFoundHandler(refuseRoute);
  app.get('/livez', async () => ({ live: true }));
  app.get('/readyz', async (_request, reply) => {
    const state = options.readyState();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  app.route({
    method: ['GET', 'HEAD', 'POST'],
    url: '/graphql',
    preParsing: checkMediaTypes,
    handler: (request, reply) => answerOperation(options, request, reply),
  });
  return app;
}

/** The session gives the view its name; in `ACCESS=open` there is one without. */
function measure(app: FastifyInstance, measured: Measured): void {
  app.addHook('onResponse', async (request, reply) => {
    if (!isGraphql(request)) return;
    const view = request.session?.clearance.name ?? null;
    measured({ view, code: request.code, seconds: reply.elapsedTime / 1000 });
  });
}

function refuseRoute(request: FastifyRequest, reply: FastifyReply): never {
  const allowed = ALLOWED.get(request.url.split('?', 1)[0] ?? '');
  if (allowed === undefined) throw new Refusal('ROUTE_UNKNOWN');
  reply.header('allow', allowed);
  throw new Refusal('METHOD_NOT_ALLOWED');
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GRAPHQL_PATH, isGraphql } from './isGraphql';

const METHODS = 'GET, POST';
const HEADERS = [
  'content-type',
  'authorization',
  'apollo-require-preflight',
  'apollographql-client-name',
  'apollographql-client-version',
  'x-apollo-operation-name',
].join(', ');
const MAX_AGE_SECONDS = '600';

/**
 * Lets pages of exactly these origins read `/graphql`; to every other origin no CORS header is sent, not even on a
 * preflight. Register it before what may refuse a request, so that an allowed page can read the refusal.
 *
 * Not @fastify/cors: it names methods and headers to origins that are not allowed, and knows no private-network access.
 */
export async function registerCors(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  const allowed = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    if (!isGraphql(request)) return;
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin !== undefined && allowed.has(origin)) reply.header('access-control-allow-origin', origin);
  });
  app.options(GRAPHQL_PATH, async (request, reply) => {
    if (reply.hasHeader('access-control-allow-origin')) addPreflightHeaders(request, reply);
    return reply.code(204).send();
  });
}

function addPreflightHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply
    .header('access-control-allow-methods', METHODS)
    .header('access-control-allow-headers', HEADERS)
    .header('access-control-max-age', MAX_AGE_SECONDS);
  // Apollo Sandbox is a public page that calls this computer: https://wicg.github.io/private-network-access/
  if (request.headers['access-control-request-private-network'] === 'true')
    reply.header('access-control-allow-private-network', 'true');
}

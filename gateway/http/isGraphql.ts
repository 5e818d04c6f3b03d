import type { FastifyRequest } from 'fastify';

/** The path of operations. */
export const GRAPHQL_PATH = '/graphql';

export function isGraphql({ url }: Pick<FastifyRequest, 'url'>): boolean {
  return url === GRAPHQL_PATH || url.startsWith(`${GRAPHQL_PATH}?`);
}

import type { FastifyRequest } from 'fastify';

/** The path of operations. */
export const GRAPHQL_PATH = '/graphql';

/** Whether a request is for operations, however it spells the path, and whether or not its method serves there. */
export function isGraphql({ url, routeOptions }: Pick<FastifyRequest, 'url' | 'routeOptions'>): boolean {
  return url === GRAPHQL_PATH || url.startsWith(`${GRAPHQL_PATH}?`) || routeOptions?.url === GRAPHQL_PATH;
}

import fastify, { type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { SubgraphConfig } from './config';
import { logEvent } from './log';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface MetricsListener {
  /** Where it listens. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Measures what a subgraph answers and serves that at `GET /metrics` on a port of its own; null where the settings name
 * no port. Labels are routes and statuses alone.
 */
export async function measure(
  app: FastifyInstance,
  { name, metricsHost, metricsPort }: Pick<SubgraphConfig, 'name' | 'metricsHost' | 'metricsPort'>,
): Promise<MetricsListener | null> {
  if (metricsPort === null) return null;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const served = new Histogram({
    name: 'subgraph_served_seconds',
    help: 'From the first byte to the last of a request.',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  app.addHook('onResponse', async ({ routeOptions }, reply) => {
    served.observe({ route: routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  const listener = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
  listener.get('/metrics', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics()),
  );
  listener.setNotFoundHandler((_request, reply) => reply.code(404).send());
  const origin = await listener.listen({ host: metricsHost, port: metricsPort });
  const url = `${origin}/metrics`;
  logEvent('metrics.listening', { subgraph: name, url });
  return { url, close: () => listener.close() };
}

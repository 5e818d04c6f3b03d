import fastify from 'fastify';
import type { Registry } from 'prom-client';

export interface MetricsListener {
  /** Where it listens. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `GET /metrics` on a port of its own, so that what serves clients never does. */
export async function metricsListener(
  registry: Registry,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsListener> {
  const app = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
  app.get('/metrics', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics()),
  );
  app.setNotFoundHandler((_request, reply) => reply.code(404).send());
  const origin = await app.listen({ host, port });
  return { url: `${origin}/metrics`, close: () => app.close() };
}

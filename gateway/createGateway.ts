import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Agent } from 'undici';
import type { ReviewedViews } from '../schema/reviewed';
import { type OpenAuditTrail, openAuditTrail } from './audit/auditTrail';
import { openSessions } from './auth/openSessions';
import type { Sessions } from './auth/sessions';
import type { ClassifiedConfig, GatewayConfig } from './config';
import { reviewedBeside, unfitness } from './fitSupergraph';
import { createMetrics, type Metrics } from './health/metrics';
import { readiness } from './health/readiness';
import { registerCors } from './http/cors';
import { type DevelopmentRoles, registerGraphiql } from './http/graphiql';
import { type ListenerOptions, listener } from './http/listener';
import { MAX_TOKENS } from './limits/limits';
import { clientRate, type Rate } from './limits/rate';
import { sizeRule } from './limits/sizeRule';
import { logEvent } from './log';
import type { EngineShare } from './plan/compiled/engine';
import { EngineCounts } from './plan/compiled/engineCounts';
import { OperationMemory } from './plan/compiled/operationMemory';
import { planning } from './plan/planning';
import { type SubgraphClient, subgraphClient } from './plan/subgraphClient';
import { listedDocument, listedDocuments } from './safelist';
import { serveMetrics } from './serveMetrics';
import { followFile } from './supergraphFile';
import { type ServedViews, servedViews, type ViewsOf } from './views/servedViews';
import { views } from './views/views';

export interface GatewayOptions {
  /** Tokens for the role picker of the page at `/`; null in production. */
  readonly developmentRoles: DevelopmentRoles | null;
  readonly now?: () => number;
  /** Between two looks at the file of the supergraph. */
  readonly reloadEveryMs?: number;
}

export interface Gateway {
  /** Begins to listen; answers the URL of the GraphQL endpoint. */
  listen(): Promise<{ readonly url: string }>;
  /** Resolves when every subgraph was reached and the public view is built. */
  readonly ready: Promise<void>;
  /**
   * Says at once that it is not ready and takes requests on for half of `drainMs`, so that a load balancer sees it and
   * loses none; then closes.
   */
  drain(): Promise<void>;
  /** Takes no more requests, lets answers under way finish for half of `drainMs`, then breaks them off. */
  close(): Promise<void>;
}

const RELOAD_EVERY_MS = 1000;

/** Puts the parts of a request in their order: listener → session → that clearance's view → subgraphs → audit. */
export async function createGateway(config: GatewayConfig, options: GatewayOptions): Promise<Gateway> {
  const metrics = config.metricsPort === null ? null : createMetrics();
  const clients = clientsOf(config, metrics);
  const share = shareOf(config);
  const viewsOf = viewMaker(config, { metrics, clients, share });
  const served = servedViews(viewsOf(config.supergraphSdl, config.access === 'open' ? new Map() : config.reviewed));
  const dispatcher = new Agent({ connect: { ...config.subgraphTls } });
  const known =
    config.access === 'open' ? null : await openSessions(config, { dispatcher, now: options.now ?? Date.now });
  await served.warm(config.access === 'open' ? 'open' : config.policy.public);
  const health = readiness(config.access === 'open' ? [] : config.subgraphs, dispatcher);
  const audit = config.access === 'open' ? null : await auditTrailOf(config, metrics);
  const file = followFile({
    path: config.supergraphPath,
    served: config.supergraphSdl,
    everyMs: options.reloadEveryMs ?? RELOAD_EVERY_MS,
    unfit: (supergraphSdl) => unfitness(supergraphSdl, config),
    take: async (supergraphSdl) => served.replace(viewsOf(supergraphSdl, reviewedBeside(config) ?? new Map())),
  });
  let isLeaving = false;
  const app = await listening(config, options, {
    ...{ served, known, audit, measured: metrics?.answered ?? null },
    isLeaving: () => isLeaving,
    readyState: () => {
      const state = health.state();
      const ready = state.ready && !isLeaving && audit?.isWritable !== false;
      return { ...state, ready, reload: file.state };
    },
  });
  const measuring = await serveMetrics(config, { metrics, known, audit, share });
  const close = async (): Promise<void> => {
    isLeaving = true;
    file.close();
    health.close();
    await closeListener(app, config.drainMs / 2);
    await measuring?.close();
    await audit?.close();
    await served.close();
    await Promise.all([dispatcher.destroy(), ...[...clients.values()].map((client) => client.close())]);
  };
  return {
    listen: async () => ({ url: `${await app.listen({ host: config.host, port: config.port })}/graphql` }),
    ready: health.whenReady,
    drain: async () => {
      isLeaving = true;
      await pause(config.drainMs / 2);
      await close();
    },
    close,
  };
}

interface Asking {
  readonly metrics: Metrics | null;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  readonly share: EngineShare | null;
}

/** Makes the views of a supergraph as these settings have them. */
function viewMaker(config: GatewayConfig, { metrics, clients, share }: Asking) {
  return (supergraphSdl: string, reviewed: ReviewedViews): ViewsOf => ({
    supergraphSdl,
    views: views(supergraphSdl, {
      planningOf: (mended) => planning(clients, mended, share),
      reviewed,
      rules: { parseOptions: { maxTokens: MAX_TOKENS }, validationRules: [sizeRule] },
      listed: listedDocuments(config.access === 'open' ? null : config.safelist),
      built: metrics?.viewBuilt ?? unmeasured,
    }),
  });
}

interface Served extends Pick<ListenerOptions, 'audit' | 'measured' | 'isLeaving' | 'readyState'> {
  readonly served: ServedViews;
  /** Null in `ACCESS=open`. */
  readonly known: Sessions | null;
}

/** The HTTP side of what is served, with its page at `/`. */
async function listening(
  config: GatewayConfig,
  options: GatewayOptions,
  { served, known, ...answering }: Served,
): Promise<FastifyInstance> {
  const app = listener({
    ...answering,
    maxBodyBytes: config.maxBodyBytes,
    requestTimeoutMs: config.requestTimeoutMs,
    trustedProxies: config.access === 'open' ? [] : config.trustedProxies,
    rate: config.access === 'open' ? null : rateOf(config),
    session: async (authorization) => (known === null ? null : known.find(authorization)),
    view: (session) => {
      if (known === null) return served.of('open');
      if (session === null) throw new Error('Nobody was found who asks.');
      return served.of(session.clearance);
    },
    listed: (session, sent) =>
      config.access === 'open' || config.safelist === null
        ? null
        : listedDocument(config.safelist, session?.caller.client ?? null, sent),
  });
  await registerCors(app, config.corsOrigins);
  registerGraphiql(app, options.developmentRoles);
  if (config.access === 'open')
    logEvent('access.open', { warning: 'no tokens, no views: everything is served to everyone' }, 'warn');
  return app;
}

function clientsOf(
  { subgraphs, subgraphTimeoutMs, subgraphTls }: GatewayConfig,
  metrics: Metrics | null,
): Map<string, SubgraphClient> {
  const options = { timeoutMs: subgraphTimeoutMs, tls: subgraphTls, measured: metrics?.asked ?? null };
  return new Map(subgraphs.map(({ name, url }) => [name, subgraphClient({ name, url, ...options })]));
}

function shareOf({ engine }: GatewayConfig): EngineShare | null {
  return engine === 'compiled' ? { counts: new EngineCounts(), memory: new OperationMemory() } : null;
}

function rateOf({ ratePerSecond, rateBurst }: ClassifiedConfig): Rate {
  return clientRate({ perSecond: ratePerSecond, burst: rateBurst, now: () => performance.now() });
}

const unmeasured = (): void => undefined;

function auditTrailOf(
  { auditFile, auditFileMaxBytes }: ClassifiedConfig,
  metrics: Metrics | null,
): Promise<OpenAuditTrail> {
  const flushed = metrics?.flushed ?? unmeasured;
  return openAuditTrail({
    path: auditFile,
    maxBytes: auditFileMaxBytes,
    now: () => new Date(),
    flushed,
  });
}

async function closeListener(app: FastifyInstance, graceMs: number): Promise<void> {
  const force = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close();
  clearTimeout(force);
}

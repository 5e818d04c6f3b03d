import { createPublicKey } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Agent, type Dispatcher } from 'undici';
import { type OpenAuditTrail, openAuditTrail } from './audit/auditTrail';
import { assertionSigner } from './auth/assertionSigner';
import { keySet } from './auth/keySet';
import { type FindSession, sessions } from './auth/sessions';
import { officerStanding } from './auth/standing';
import type { ClassifiedConfig, GatewayConfig } from './config';
import { readiness } from './health/readiness';
import { registerCors } from './http/cors';
import { type DevelopmentRoles, registerGraphiql } from './http/graphiql';
import { listener } from './http/listener';
import { MAX_TOKENS } from './limits/limits';
import { clientRate, type Rate } from './limits/rate';
import { sizeRule } from './limits/sizeRule';
import { logEvent } from './log';
import { type SubgraphClient, subgraphClient } from './plan/subgraphClient';
import { subgraphSources } from './plan/subgraphSources';
import { views } from './views/views';

export interface GatewayOptions {
  /** Tokens for the role picker of the page at `/`; null in production. */
  readonly developmentRoles: DevelopmentRoles | null;
  readonly now?: () => number;
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

/** Puts the parts of a request in their order: listener → session → that clearance's view → subgraphs. */
export async function createGateway(config: GatewayConfig, options: GatewayOptions): Promise<Gateway> {
  const clients = clientsOf(config);
  const served = views(config.supergraphSdl, {
    sourcesOf: (mended) => subgraphSources(clients, mended),
    reviewed: config.access === 'open' ? new Map() : config.reviewed,
    rules: { parseOptions: { maxTokens: MAX_TOKENS }, validationRules: [sizeRule] },
  });
  const dispatcher = new Agent({ connect: { ...config.subgraphTls } });
  const find = config.access === 'open' ? null : await sessionsOf(config, { dispatcher, now: options.now ?? Date.now });
  const first = await served.of(config.access === 'open' ? 'open' : config.policy.public);
  const health = readiness(config.access === 'open' ? [] : config.subgraphs, dispatcher);
  const audit = config.access === 'open' ? null : await auditTrailOf(config);
  let isLeaving = false;
  const app = listener({
    maxBodyBytes: config.maxBodyBytes,
    requestTimeoutMs: config.requestTimeoutMs,
    trustedProxies: config.access === 'open' ? [] : config.trustedProxies,
    rate: config.access === 'open' ? null : rateOf(config),
    isLeaving: () => isLeaving,
    session: async (authorization) => (find === null ? null : find(authorization)),
    view: async (session) => {
      if (find === null) return first;
      if (session === null) throw new Error('Nobody was found who asks.');
      return served.of(session.clearance);
    },
    audit,
    readyState: () => {
      const state = health.state();
      return { ...state, ready: state.ready && !isLeaving && audit?.isWritable !== false };
    },
  });
  await registerCors(app, config.corsOrigins);
  registerGraphiql(app, options.developmentRoles);
  if (config.access === 'open')
    logEvent('access.open', { warning: 'no tokens, no views: everything is served to everyone' }, 'warn');
  const close = async (): Promise<void> => {
    isLeaving = true;
    health.close();
    await closeListener(app, config.drainMs / 2);
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

function clientsOf({ subgraphs, subgraphTimeoutMs, subgraphTls }: GatewayConfig): Map<string, SubgraphClient> {
  const options = { timeoutMs: subgraphTimeoutMs, tls: subgraphTls };
  return new Map(subgraphs.map(({ name, url }) => [name, subgraphClient({ name, url, ...options })]));
}

function rateOf({ ratePerSecond, rateBurst }: ClassifiedConfig): Rate {
  return clientRate({ perSecond: ratePerSecond, burst: rateBurst, now: () => performance.now() });
}

function auditTrailOf({ auditFile, auditFileMaxBytes, supergraphSdl }: ClassifiedConfig): Promise<OpenAuditTrail> {
  return openAuditTrail({ path: auditFile, maxBytes: auditFileMaxBytes, supergraphSdl, now: () => new Date() });
}

async function closeListener(app: FastifyInstance, graceMs: number): Promise<void> {
  const force = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close();
  clearTimeout(force);
}

interface Checking {
  readonly dispatcher: Dispatcher;
  readonly now: () => number;
}

/** Keys are read before anything listens; an issuer whose keys cannot be had stops the start. */
async function sessionsOf(config: ClassifiedConfig, { dispatcher, now }: Checking): Promise<FindSession> {
  const { policy } = config;
  const officers = config.subgraphs.find(({ name }) => name === 'officers');
  if (officers === undefined)
    throw new Error('SUPERGRAPH: has no subgraph officers, which knows the officers’ standing.');
  const signer = assertionSigner(config.callerKey);
  const issuers = config.issuers.map((issuer) => ({ issuer, keys: keySet(issuer.jwks, now) }));
  await Promise.all(issuers.map(({ keys }) => keys.load()));
  const callerKey = createPublicKey(config.callerKey.key);
  if (issuers.some(({ keys }) => keys.holds(callerKey)))
    throw new Error('CALLER_KEY: is a key of an issuer too; an issuer could assert any caller. Make one of its own.');
  const standing = officerStanding({ officersUrl: officers.url, signer, dispatcher, now });
  return sessions({ policy, issuers, signer, standing, now });
}

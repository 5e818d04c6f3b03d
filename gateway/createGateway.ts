import type { FastifyInstance } from 'fastify';
import { type Policy, readPolicy } from '../schema/policy';
import { type AssertionSigner, assertionSigner } from './auth/assertionSigner';
import { readIssuers } from './auth/issuers';
import { keySet } from './auth/keySet';
import { type FindSession, sessions } from './auth/sessions';
import { officerStanding } from './auth/standing';
import type { TrustedIssuer } from './auth/verifyToken';
import type { GatewayConfig } from './config';
import type { Session } from './context';
import { readiness } from './health/readiness';
import { registerCors } from './http/cors';
import { type DevelopmentRoles, registerGraphiql } from './http/graphiql';
import { listener } from './http/listener';
import { logEvent } from './log';
import { subgraphSource } from './plan/subgraphSource';
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
  close(): Promise<void>;
}

/** Puts the parts of a request in their order: listener → session → that clearance's view → subgraphs. */
export async function createGateway(config: GatewayConfig, options: GatewayOptions): Promise<Gateway> {
  // Set before the first ApolloGateway is made: its telemetry is on by default.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const urls = config.access === 'open' ? graphUrls(config.supergraphSdl) : config.subgraphUrls;
  const sources = new Map(
    Object.entries(urls).map(([name, url]) => [
      name,
      subgraphSource({ name, url, timeoutMs: config.subgraphTimeoutMs }),
    ]),
  );
  const served = views(config.supergraphSdl, (name) => {
    const source = sources.get(name);
    if (source === undefined) throw new Error(`The supergraph has a subgraph without a URL: ${name}`);
    return source;
  });
  const find = config.access === 'open' ? null : await sessionsOf(config, options.now ?? Date.now);
  const health = readiness(config.access === 'open' ? {} : urls);
  const firstView = find === null ? served.of(null) : served.of((await find(undefined)).clearance);
  let isBuilt = false;
  const ready = Promise.all([health.whenReady, firstView]).then(() => {
    isBuilt = true;
  });
  const app = listener({
    maxBodyBytes: config.maxBodyBytes,
    session: async (authorization) => (find === null ? null : find(authorization)),
    view: (session: Session | null) => served.of(session?.clearance ?? null),
    readyState: () => ({ ...health.state(), ready: health.state().ready && isBuilt }),
  });
  await registerCors(app, config.corsOrigins);
  registerGraphiql(app, options.developmentRoles);
  if (config.access === 'open')
    logEvent('access.open', { warning: 'no tokens, no views: everything is served to everyone' });
  return {
    listen: () => listen(app, config),
    ready,
    close: async () => {
      health.close();
      await app.close();
      await served.close();
      await Promise.all([...sources.values()].map((source) => source.close()));
    },
  };
}

async function listen(app: FastifyInstance, { host, port }: GatewayConfig): Promise<{ readonly url: string }> {
  const address = await app.listen({ host, port });
  return { url: `${address}/graphql` };
}

async function sessionsOf(
  config: Extract<GatewayConfig, { access: 'classified' }>,
  now: () => number,
): Promise<FindSession> {
  const policy = readPolicy();
  const signer = assertionSigner(config.callerKey);
  const issuers = await trustedIssuers(config.issuers, policy, now);
  return sessions({ policy, issuers, signer, standing: standingOf(config.subgraphUrls, signer, now), now });
}

/** Keys are read before anything listens; an issuer whose keys cannot be had stops the start. */
async function trustedIssuers(path: string, policy: Policy, now: () => number): Promise<readonly TrustedIssuer[]> {
  const issuers = readIssuers(path, policy.scopes).map((issuer) => ({ issuer, keys: keySet(issuer.jwks, now) }));
  await Promise.all(issuers.map(({ keys }) => keys.refresh()));
  return issuers;
}

function standingOf(urls: Readonly<Record<string, string>>, signer: AssertionSigner, now: () => number) {
  const { officers } = urls;
  if (officers === undefined)
    throw new Error('SUPERGRAPH: has no subgraph officers, which knows the officers’ standing.');
  return officerStanding(officers, signer, now);
}

function graphUrls(supergraphSdl: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...supergraphSdl.matchAll(/@join__graph\(name: "([^"]+)", url: "([^"]*)"\)/g)].map(([, name = '', url = '']) => [
      name,
      url,
    ]),
  );
}

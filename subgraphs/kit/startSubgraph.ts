import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { CALLER_HEADER, type CallerAssertion, SERVICE_CAPACITY } from '../../schema/caller';
import { SERVICE_CALLERS } from '../../schema/services';
import { refuseReachInto } from './accounts';
import { apolloServer } from './apolloServer';
import { assertionVerifier, readCallerKeys } from './callerAssertion';
import type { SubgraphConfig } from './config';
import { type ContextParts, contextFor, type Stores } from './context';
import { cursorsOf } from './cursor';
import type { SubgraphDefinition } from './definition';
import { DomainError } from './errors';
import { executableSchema } from './executableSchema';
import { causeKind, logEvent, requestIdField } from './log';
import { measure } from './metrics';
import { newId } from './newId';
import { type ServiceClient, serviceClient } from './serviceClient';
import { startSweeps } from './sweeps';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

export interface Subgraph extends Partial<Outside> {
  readonly config: SubgraphConfig;
  readonly definition: SubgraphDefinition;
  readonly stores: Stores;
}

/** Clock, ids and waiting; the system's own unless they are given. */
export type Outside = Pick<ContextParts, 'now' | 'elapsedMs' | 'newId' | 'pause'>;

export interface RunningSubgraph {
  /** The URL of its GraphQL endpoint. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a subgraph on stores that stay the caller's to close: `/graphql` for the gateway's callers, `/service/…` for services, `/livez` for everyone. */
export async function startSubgraph(subgraph: Subgraph): Promise<RunningSubgraph> {
  const { config, stores } = subgraph;
  const now = subgraph.now ?? (() => new Date());
  const app = fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true });
  const verifier = assertionVerifier(readCallerKeys(config.callerJwks), config.name);
  const assertionOf = (request: FastifyRequest): CallerAssertion | null => {
    const header = request.headers[CALLER_HEADER];
    return verifier.verify(typeof header === 'string' ? header : undefined, now().getTime());
  };
  const apollo = apolloServer(executableSchema(config.name, subgraph.definition.resolvers));
  await apollo.start();
  await refuseSharedAccounts(config, stores);
  const contextParts = contextPartsOf(subgraph, now);
  const sweeps = startSweeps(subgraph, contextParts);

  app.get('/livez', (_request, reply) => reply.send({ live: true }));
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === '/livez') return;
    const assertion = assertionOf(request);
    // The router's own path: the raw one may spell the same route otherwise.
    if (assertion === null || !mayAsk(assertion, request.routeOptions.url ?? '')) await refuse(reply);
  });
  registerServices(app, subgraph, now);
  app.post(
    '/graphql',
    fastifyApolloHandler(apollo, {
      context: async (request) => {
        const assertion = assertionOf(request);
        if (assertion === null) throw new DomainError('NOT_FOUND');
        const { iss: _iss, aud: _aud, exp: _exp, ...caller } = assertion;
        return contextFor(caller, { ...contextParts, requestId: requestIdOf(request) });
      },
    }),
  );
  app.setErrorHandler((error, request, reply) => {
    logEvent('subgraph.failed', { ...requestIdField(requestIdOf(request)), kind: causeKind(error) }, 'error');
    return reply.code(500).send({ errors: [{ message: 'Internal.' }] });
  });
  const measuring = await measure(app, config);

  const address = await app.listen({ host: config.host, port: config.port });
  logEvent('subgraph.started', { subgraph: config.name, url: `${address}/graphql` });
  return {
    url: `${address}/graphql`,
    close: async () => {
      await sweeps.stop();
      await app.close();
      await measuring?.close();
      await apollo.stop();
    },
  };
}

function contextPartsOf(subgraph: Subgraph, now: () => Date): ContextParts {
  const { config, stores } = subgraph;
  return {
    stores,
    cursors: cursorsOf(config.cursorKey),
    inputKey: createHmac('sha256', config.cursorKey).update('inputs under an idempotency key').digest(),
    settings: config.settings,
    askService: config.services === null ? askNobody : serviceClient(config.services, now),
    seals: config.seals,
    now,
    elapsedMs: subgraph.elapsedMs ?? (() => performance.now()),
    newId: subgraph.newId ?? newId,
    pause: subgraph.pause ?? ((milliseconds) => pause(milliseconds)),
    requestId: null,
  };
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The gateway's id of the request, for the log; null where the header is none. */
function requestIdOf({ headers }: FastifyRequest): string | null {
  const id = headers['x-request-id'];
  return typeof id === 'string' && UUID.test(id) ? id : null;
}

const askNobody: ServiceClient = async () => {
  throw new Error('This subgraph asks no other.');
};

/** People and partners are asserted by the gateway alone; each service operation says whose call it answers. */
function mayAsk({ iss, capacity }: CallerAssertion, route: string): boolean {
  if (!route.startsWith('/service/')) return capacity !== SERVICE_CAPACITY && iss === 'gateway';
  const callers = SERVICE_CALLERS[route.slice('/service/'.length)] ?? [];
  return capacity === SERVICE_CAPACITY && callers.includes(iss);
}

/** Neither account of a subgraph with protected data reaches the other's schema. */
async function refuseSharedAccounts(
  { databaseUrl, protectedDatabaseUrl }: SubgraphConfig,
  stores: Stores,
): Promise<void> {
  if (databaseUrl === null || protectedDatabaseUrl === null || stores.protected === null) return;
  await refuseReachInto(schemaOf(protectedDatabaseUrl), stores.operational);
  await refuseReachInto(schemaOf(databaseUrl), stores.protected);
}

function schemaOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

async function refuse(reply: { code(status: number): { send(body: unknown): unknown } }): Promise<void> {
  await reply.code(401).send({ errors: [{ message: 'The caller is not asserted.' }] });
}

function registerServices(app: FastifyInstance, { definition, stores }: Subgraph, now: () => Date): void {
  for (const [name, answer] of Object.entries(definition.services)) {
    app.post(`/service/${name}`, async (request) => answer(request.body, stores, now()));
  }
}

import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { readConfig } from './gateway/config';
import { createGateway } from './gateway/createGateway';
import { developmentKeys } from './gateway/development/developmentKeys';
import { developmentIssuer, writeIssuersFile } from './gateway/development/issuer';
import { roleTokens, tokenParts } from './gateway/development/token';
import { SUBGRAPHS, type SubgraphName } from './schema/subgraphs';
import { seedDemonstration } from './subgraphs/demonstration/seedDemonstration';
import { readDatabaseConfig, readSubgraphConfig } from './subgraphs/kit/config';
import type { Stores } from './subgraphs/kit/context';
import { closeStores, migrateStores, openStores } from './subgraphs/kit/definition';
import { type RunningSubgraph, startSubgraph } from './subgraphs/kit/startSubgraph';
import { definitions } from './subgraphs/subgraphs';

type Env = Readonly<Record<string, string | undefined>>;

/** A whole system in this process: its parts meet only over HTTP, each on a loopback port of its own. */
export interface RunningSystem {
  /** URL of the gateway's GraphQL endpoint. */
  readonly url: string;
  readonly stores: Readonly<Record<SubgraphName, Stores>>;
  /** Resolves when the gateway answers everything. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts everything for development: embedded data under `DATA_DIR` unless `<NAME>_DATABASE_URL` says otherwise, with
 * invented data on the first start. Throws, with all faults, before anything listens; refused in production.
 */
export async function startSystem(env: Env): Promise<RunningSystem> {
  const dataDir = resolve(env['DATA_DIR'] ?? '.data');
  const keys = developmentKeys(dataDir, env['NODE_ENV']);
  const subgraphEnv = {
    ...env,
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    SUBGRAPH_PORT: '0',
    // One process has one such port: the gateway's.
    METRICS_PORT: undefined,
    CALLER_JWKS: keys.callerJwks,
    CLAIM_SEAL_KEY: keys.claimSealKey,
    CLAIM_OPEN_KEY: keys.claimOpenKey,
    CURSOR_KEY: keys.cursorKey,
    PROTECTED_FILE_KEY: keys.protectedFileKey,
  };
  const stores = await openMigrated(subgraphEnv);
  await seedDemonstration(stores, new Date());
  const urls: Record<string, string> = {};
  const running: RunningSubgraph[] = [];
  // In their order, for each asks only those before it.
  for (const name of SUBGRAPHS) {
    const subgraph = { ...subgraphEnv, ...urls, SERVICE_KEY: keys.serviceKeys[name] };
    const config = readSubgraphConfig(name, subgraph, definitions[name].settings);
    const one = await startSubgraph({ config, definition: definitions[name], stores: stores[name] });
    running.push(one);
    urls[`${name.toUpperCase()}_URL`] = one.url;
  }
  const issuer = developmentIssuer(dataDir, env['NODE_ENV']);
  const gateway = await createGateway(
    readConfig({
      // One machine sends everything here, tests and benches included.
      RATE_PER_SECOND: '1000000',
      RATE_BURST: '1000000',
      ...env,
      ISSUERS: env['ISSUERS'] ?? writeIssuersFile(dataDir, env['NODE_ENV']),
      CALLER_KEY: keys.callerKey,
      AUDIT_FILE: env['AUDIT_FILE'] ?? join(dataDir, 'audit.jsonl'),
      ...urls,
    }),
    { developmentRoles: async () => roleTokens(tokenParts(issuer)) },
  );
  const { url } = await gateway.listen();
  return {
    url,
    stores,
    ready: gateway.ready,
    close: async () => {
      await gateway.close();
      await Promise.all(running.map((one) => one.close()));
      await Promise.all(SUBGRAPHS.map((name) => closeStores(stores[name])));
    },
  };
}

async function openMigrated(env: Env): Promise<Readonly<Record<SubgraphName, Stores>>> {
  const configs = SUBGRAPHS.map((name) => readDatabaseConfig(name, env));
  const opened = await Promise.all(
    configs.map(async (config) => {
      const stores = await openStores(definitions[config.name], config);
      await migrateStores(definitions[config.name], stores);
      return [config.name, stores] as const;
    }),
  );
  return Object.fromEntries(opened) as Record<SubgraphName, Stores>;
}

/** `npm start`: the ready line, where to look, and one token a role. */
async function main(): Promise<void> {
  const system = await startSystem(process.env);
  const stop = (): void => {
    system.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await system.ready;
  const tokens = roleTokens(tokenParts(developmentIssuer(process.env['DATA_DIR'] ?? '.data')));
  process.stdout.write(
    [
      'Tokens of the development issuer, one a role, good for an hour (npm run --silent token -- ROLE makes more):',
      ...tokens.map(({ role, token }) => `  ${role.padEnd(15)}${token}`),
      '',
      `GraphQL   ${system.url}`,
      `GraphiQL  ${new URL('/', system.url)}`,
      `ready     ${new URL('/readyz', system.url)}`,
      '',
    ].join('\n'),
  );
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'The system did not start.'}\n`);
    process.exit(1);
  });
}

import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { readConfig } from './gateway/config';
import { createGateway } from './gateway/createGateway';
import { developmentKeys } from './gateway/development/developmentKeys';
import { developmentIssuer, writeIssuersFile } from './gateway/development/issuer';
import { roleTokens, tokenParts } from './gateway/development/token';
import { type AllSettings, type AllStores, openAllStores, startAllSubgraphs } from './subgraphs/allSubgraphs';
import { seedDemonstration } from './subgraphs/demonstration/seedDemonstration';

type Env = Readonly<Record<string, string | undefined>>;

/** A whole system in this process: its parts meet only over HTTP, each on a loopback port of its own. */
export interface RunningSystem {
  /** URL of the gateway's GraphQL endpoint. */
  readonly url: string;
  readonly stores: AllStores;
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
  const settings = developmentSettings(dataDir, env);
  const stores = await openAllStores(settings.common);
  await seedDemonstration(stores, new Date());
  const subgraphs = await startAllSubgraphs(settings, stores);
  const issuer = developmentIssuer(dataDir, env['NODE_ENV']);
  const gateway = await createGateway(readConfig({ ...settings.common, ...subgraphs.urls }), {
    developmentRoles: async () => roleTokens(tokenParts(issuer)),
  });
  const { url } = await gateway.listen();
  return {
    url,
    stores,
    ready: gateway.ready,
    close: async () => {
      await gateway.close();
      await subgraphs.close();
    },
  };
}

/** The settings of all parts for development, with keys and an issuer that are made in `dataDir`. */
export function developmentSettings(dataDir: string, env: Env): AllSettings & { readonly common: Env } {
  const keys = developmentKeys(dataDir, env['NODE_ENV']);
  const common = {
    // One machine sends everything here, tests and benches included.
    RATE_PER_SECOND: '1000000',
    RATE_BURST: '1000000',
    ...env,
    DATA_DIR: dataDir,
    CALLER_JWKS: keys.callerJwks,
    CLAIM_SEAL_KEY: keys.claimSealKey,
    CLAIM_OPEN_KEY: keys.claimOpenKey,
    CURSOR_KEY: keys.cursorKey,
    PROTECTED_FILE_KEY: keys.protectedFileKey,
    ISSUERS: env['ISSUERS'] ?? writeIssuersFile(dataDir, env['NODE_ENV']),
    CALLER_KEY: keys.callerKey,
    AUDIT_FILE: env['AUDIT_FILE'] ?? join(dataDir, 'audit.jsonl'),
  };
  // One process has one port of metrics: the gateway's.
  const own = { ...common, METRICS_PORT: undefined };
  return { common, of: (name) => ({ ...own, SERVICE_KEY: keys.serviceKeys[name] }) };
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

import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from './gateway/config';
import { createGateway } from './gateway/createGateway';
import { developmentKeys } from './gateway/development/developmentKeys';
import { developmentIssuer, writeIssuersFile } from './gateway/development/issuer';
import { roleTokens, tokenParts } from './gateway/development/token';
import { SUBGRAPHS, type SubgraphName } from './schema/subgraphs';
import { seedDemonstration } from './subgraphs/demonstration/seedDemonstration';
import type { Stores } from './subgraphs/kit/context';
import { closeStores, migrateStores, openStores } from './subgraphs/kit/definition';
import { startSubgraph } from './subgraphs/kit/startSubgraph';
import { definitions } from './subgraphs/subgraphs';

type Env = Readonly<Record<string, string | undefined>>;
type Closing = () => Promise<void>;

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
  const closing: Closing[] = [];
  const stores: Partial<Record<SubgraphName, Stores>> = {};
  const urls: Partial<Record<SubgraphName, string>> = {};
  for (const name of SUBGRAPHS) {
    stores[name] = await openMigrated(name, { env, dataDir, protectedFileKey: keys.protectedFileKey });
  }
  const all = stores as Record<SubgraphName, Stores>;
  await seedDemonstration(all, new Date());
  for (const name of SUBGRAPHS) {
    const config = {
      ...databaseConfig(name, { env, dataDir, protectedFileKey: keys.protectedFileKey }),
      host: '127.0.0.1',
      port: 0,
      callerJwks: readFileSync(keys.callerJwks, 'utf8'),
      cursorKey: Buffer.from(readFileSync(keys.cursorKey, 'utf8'), 'hex'),
    };
    const running = await startSubgraph({ config, definition: definitions[name], stores: all[name] });
    urls[name] = running.url;
    closing.push(running.close);
  }
  const parts = tokenParts(developmentIssuer(dataDir, env['NODE_ENV']));
  const gateway = await createGateway(
    readConfig({
      ...env,
      ISSUERS: env['ISSUERS'] ?? writeIssuersFile(dataDir, env['NODE_ENV']),
      CALLER_KEY: keys.callerKey,
      JURISDICTIONS_URL: urls.jurisdictions,
      OFFICERS_URL: urls.officers,
      WARRANTS_URL: urls.warrants,
    }),
    { developmentRoles: async () => roleTokens(parts) },
  );
  const { url } = await gateway.listen();
  return {
    url,
    stores: all,
    ready: gateway.ready,
    close: async () => {
      await gateway.close();
      await Promise.all(closing.map((close) => close()));
      await Promise.all(SUBGRAPHS.map((name) => closeStores(all[name])));
    },
  };
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { Logger } from 'typeorm';
import { SUBGRAPHS, type SubgraphName } from '../../schema/subgraphs';
import { seedDemonstration } from '../../subgraphs/demonstration/seedDemonstration';
import { collationOf } from '../../subgraphs/kit/accounts';
import type { DatabaseConfig } from '../../subgraphs/kit/config';
import type { Stores } from '../../subgraphs/kit/context';
import { closeStores, migrateStores, openStores } from '../../subgraphs/kit/definition';
import { definitions } from '../../subgraphs/subgraphs';

export type Engine = 'sqlite' | 'mariadb';
export type AllStores = Readonly<Record<SubgraphName, Stores>>;

/** The engines of this run: MariaDB too where `globalSetup` found one. */
export const ENGINES: readonly Engine[] =
  process.env['TEST_MARIADB_SOCKET'] === undefined ? ['sqlite'] : ['sqlite', 'mariadb'];

export const PROTECTED_KEY = 'ab'.repeat(32);

/** Counts statements as the databases see them; `reset` starts anew. */
export class StatementCounter implements Logger {
  statements: string[] = [];
  reset(): void {
    this.statements = [];
  }
  logQuery(query: string): void {
    if (/^\s*select/i.test(query)) this.statements.push(query);
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

export interface TestStores {
  readonly stores: AllStores;
  readonly counter: StatementCounter;
  readonly configs: Readonly<Record<SubgraphName, DatabaseConfig>>;
  close(): Promise<void>;
}

/** Empty, migrated databases of every subgraph on one engine, in a place of their own. */
export async function openTestStores(engine: Engine): Promise<TestStores> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wso-test-'));
  const counter = new StatementCounter();
  const suffix = randomBytes(6).toString('hex');
  const stores: Partial<Record<SubgraphName, Stores>> = {};
  const configs: Partial<Record<SubgraphName, DatabaseConfig>> = {};
  for (const name of SUBGRAPHS) {
    const config = {
      name,
      databaseUrl: await createDatabase(engine, `${name}_${suffix}`),
      protectedDatabaseUrl: name === 'warrants' ? await createDatabase(engine, `${name}_protected_${suffix}`) : null,
      dataDir,
      protectedFileKey: PROTECTED_KEY,
    };
    configs[name] = config;
    stores[name] = await openStores(definitions[name], config, counter);
    await migrateStores(definitions[name], stores[name]);
  }
  counter.reset();
  const all = stores as AllStores;
  return {
    stores: all,
    counter,
    configs: configs as Record<SubgraphName, DatabaseConfig>,
    close: async () => {
      for (const one of Object.values(all)) await closeStores(one);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same with the demonstration data around `now`. */
export async function openDemonstration(engine: Engine, now: Date): Promise<TestStores> {
  const test = await openTestStores(engine);
  await seedDemonstration(test.stores, now);
  test.counter.reset();
  return test;
}

/** A database with an account of its own on the engine; null on SQLite, whose files need none. */
export async function createDatabase(engine: Engine, database: string): Promise<string | null> {
  if (engine === 'sqlite') return null;
  const socketPath = process.env['TEST_MARIADB_SOCKET'] ?? '';
  const connection = await createConnection({ socketPath, user: 'root' });
  const collation = collationOf('mariadb:');
  await connection.query(`CREATE DATABASE \`${database}\` CHARACTER SET utf8mb4 COLLATE ${collation}`);
  await connection.query(`CREATE USER '${database}'@'localhost'`);
  await connection.query(`GRANT ALL ON \`${database.replaceAll('_', '\\_')}\`.* TO '${database}'@'localhost'`);
  await connection.end();
  return `mariadb://${database}@localhost/${database}?socketPath=${socketPath}`;
}

/** New databases of every subgraph on the engine, as the settings that name them; none on SQLite. */
export async function databaseUrls(engine: Engine, suffix: string): Promise<Readonly<Record<string, string>>> {
  const urls: Record<string, string> = {};
  for (const name of [...SUBGRAPHS, 'warrants_protected']) {
    const url = await createDatabase(engine, `${name}_${suffix}`);
    if (url !== null) urls[`${name.toUpperCase()}_DATABASE_URL`] = url;
  }
  return urls;
}

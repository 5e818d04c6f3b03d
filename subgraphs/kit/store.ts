import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions, type EntitySchema, type Logger, type MigrationInterface } from 'typeorm';
import { sqliteDriver } from './sqliteDriver';

// biome-ignore lint/complexity/noBannedTypes: TypeORM's own type of an entity class.
type EntityClass = Function | EntitySchema;

export interface StoreOptions {
  /** `mysql://…` or `mariadb://…`; null uses the embedded file. */
  readonly url: string | null;
  /** Path of the embedded SQLite file. */
  readonly file: string;
  /** Encrypts the embedded file; null leaves it plain. */
  readonly encryptionKey: string | null;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Told of every statement; tests count with it. */
  readonly logger?: Logger;
}

/**
 * One database. Reads and writes have connections of their own: SQLite's query runners share one connection, so that
 * a read between two statements of a unit of work would see what may yet be rolled back.
 */
export interface Store {
  readonly reads: DataSource;
  readonly writes: DataSource;
  close(): Promise<void>;
}

export async function openStore(options: StoreOptions): Promise<Store> {
  const writes = await new DataSource(dataSourceOptions(options)).initialize();
  const reads = options.url === null ? await new DataSource(dataSourceOptions(options)).initialize() : writes;
  return {
    reads,
    writes,
    close: async () => {
      await writes.destroy();
      if (reads !== writes) await reads.destroy();
    },
  };
}

export function dataSourceOptions(options: StoreOptions): DataSourceOptions {
  const shared = {
    entities: [...options.entities],
    migrations: [...options.migrations],
    migrationsTableName: 'migration',
    synchronize: false,
    ...(options.logger === undefined
      ? { logging: false as const }
      : { logger: options.logger, logging: true as const }),
  };
  return options.url === null ? { ...sqliteOptions(options), ...shared } : { ...mysqlOptions(options.url), ...shared };
}

function sqliteOptions({ file, encryptionKey }: StoreOptions): Extract<DataSourceOptions, { type: 'better-sqlite3' }> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return {
    type: 'better-sqlite3',
    database: file,
    driver: sqliteDriver(encryptionKey),
    timeout: 5000,
    enableWAL: true,
    prepareDatabase: (connection: { pragma(text: string): unknown }) => {
      connection.pragma('synchronous = FULL');
    },
  };
}

function mysqlOptions(url: string): Extract<DataSourceOptions, { type: 'mysql' | 'mariadb' }> {
  return {
    type: url.startsWith('mariadb:') ? 'mariadb' : 'mysql',
    url: url.replace(/^mariadb:/, 'mysql:'),
    timezone: 'Z',
    dateStrings: ['DATE'],
    charset: 'utf8mb4_bin',
    supportBigNumbers: true,
    bigNumberStrings: true,
    ...socketOf(url),
  };
}

function socketOf(url: string): { socketPath?: string } {
  const socketPath = new URL(url).searchParams.get('socketPath');
  return socketPath === null ? {} : { socketPath };
}

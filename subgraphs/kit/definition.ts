import { ActRow, EventRow } from './Act.entity';
import { actTables } from './actTables';
import { type DatabaseConfig, databaseFile, type SettingChecks } from './config';
import type { Stores } from './context';
import type { Resolvers } from './executableSchema';
import { openStore, type Store, type StoreOptions } from './store';
import type { Sweep } from './sweeps';

const ACT_TABLES = actTables(1763900000901);

type StoreParts = Pick<StoreOptions, 'entities' | 'migrations'>;

/** Answers one question that another part of the system asks on its own behalf; never part of the graph. */
export type ServiceOperation = (input: unknown, stores: Stores, now: Date) => Promise<unknown>;

/** What makes one subgraph of the kit: its data and how it answers. */
export interface SubgraphDefinition {
  /** The tables of acts and events stand beside these in every operational store. */
  readonly operational: StoreParts;
  /** Null: the subgraph keeps no protected data. */
  readonly protected: StoreParts | null;
  readonly resolvers: Resolvers;
  readonly services: Readonly<Record<string, ServiceOperation>>;
  /** Settings of its own, beside the kit's. */
  readonly settings: SettingChecks;
  /** What has to be finished later, beside the kit's own sweeps. */
  readonly sweeps: readonly Sweep[];
  /** Loads reference data that every deployment needs, again and again without harm. */
  readonly loadReference: (store: Store) => Promise<void>;
}

/** Opens a subgraph's databases; the protected one with its own account or key, and none of the other's entities. */
export async function openStores(
  definition: SubgraphDefinition,
  config: DatabaseConfig,
  logger?: StoreOptions['logger'],
): Promise<Stores> {
  const logging = logger === undefined ? {} : { logger };
  const operational = await openStore({
    url: config.databaseUrl,
    file: databaseFile(config.dataDir, config.name),
    encryptionKey: null,
    entities: [...definition.operational.entities, ActRow, EventRow],
    migrations: [...definition.operational.migrations, ...ACT_TABLES],
    ...logging,
  });
  if (definition.protected === null) return { operational, protected: null };
  return {
    operational,
    protected: await openStore({
      url: config.protectedDatabaseUrl,
      file: databaseFile(config.dataDir, `${config.name}-protected`),
      encryptionKey: config.protectedFileKey,
      ...definition.protected,
      ...logging,
    }),
  };
}

export async function closeStores(stores: Stores): Promise<void> {
  await stores.operational.close();
  await stores.protected?.close();
}

/** Brings the tables up to date, then the reference data. A step is one table and is kept even if a later one fails. */
export async function migrateStores(definition: SubgraphDefinition, stores: Stores): Promise<void> {
  for (const store of [stores.operational, stores.protected])
    await store?.writes.runMigrations({ transaction: 'none' });
  await definition.loadReference(stores.operational);
}

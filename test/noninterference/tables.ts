import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import { SUBGRAPHS, type SubgraphName } from '../../schema/subgraphs';
import type { AllStores } from '../../subgraphs/allSubgraphs';
import type { Store } from '../../subgraphs/kit/store';
import { unitOfWork } from '../../subgraphs/kit/unitOfWork';

export type Row = Readonly<Record<string, unknown>>;

/** One table of one store, known by its entity. */
export interface Table {
  readonly subgraph: SubgraphName;
  readonly isProtected: boolean;
  readonly metadata: EntityMetadata;
}

/** Rows of a table; `optional` ones are left out where the database does not take them beside the others. */
export interface Filled {
  readonly table: Table;
  readonly rows: readonly Row[];
  readonly optional: readonly Row[];
}

const CHUNK = 100;

/** Every table of every store, as their entities declare them. */
export function tablesOf(stores: AllStores): readonly Table[] {
  return SUBGRAPHS.flatMap((subgraph) => {
    const { operational, protected: kept } = stores[subgraph];
    const tables = (store: Store | null, isProtected: boolean) =>
      (store?.writes.entityMetadatas ?? []).map((metadata): Table => ({ subgraph, isProtected, metadata }));
    return [...tables(operational, false), ...tables(kept, true)];
  });
}

/** The store that a table lies in. Throws where a subgraph has none. */
export function storeOf(stores: AllStores, { subgraph, isProtected }: Table): Store {
  const store = isProtected ? stores[subgraph].protected : stores[subgraph].operational;
  if (store === null) throw new Error(`${subgraph} keeps no protected data.`);
  return store;
}

/** All rows in the order of their keys, by property. */
export async function readRows(stores: AllStores, table: Table): Promise<readonly Row[]> {
  const { metadata } = table;
  const order = Object.fromEntries(metadata.primaryColumns.map(({ propertyName }) => [propertyName, 'ASC']));
  const found: readonly ObjectLiteral[] = await storeOf(stores, table)
    .writes.getRepository(metadata.target)
    .find({ order });
  return found.map((row) =>
    Object.fromEntries(metadata.columns.map(({ propertyName }) => [propertyName, row[propertyName]])),
  );
}

/** Empties the tables and fills them anew, those of one store in one transaction. */
export async function fillTables(stores: AllStores, filled: readonly Filled[]): Promise<void> {
  const byStore = new Map<Store, Filled[]>();
  for (const one of filled) {
    const store = storeOf(stores, one.table);
    byStore.set(store, [...(byStore.get(store) ?? []), one]);
  }
  for (const [store, all] of byStore)
    await unitOfWork(store, (manager) => inAnyOrder(manager, () => fillAnew(manager, all)));
}

async function fillAnew(manager: EntityManager, all: readonly Filled[]): Promise<void> {
  for (const { table } of all) await manager.createQueryBuilder().delete().from(table.metadata.target).execute();
  for (const { table, rows } of all) await insertAll(manager, table, rows);
  for (const { table, optional } of all) for (const row of optional) await insertIfTaken(manager, table, row);
}

async function insertAll(manager: EntityManager, { metadata }: Table, rows: readonly Row[]): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK)
    await manager.insert(metadata.target, rows.slice(at, at + CHUNK) as ObjectLiteral[]);
}

/** A row that breaks a unique key is left out; the statement alone fails, not the transaction. */
async function insertIfTaken(manager: EntityManager, { metadata }: Table, row: Row): Promise<void> {
  try {
    await manager.insert(metadata.target, row as ObjectLiteral);
  } catch (error) {
    if (!/unique|duplicate/i.test(error instanceof Error ? error.message : '')) throw error;
  }
}

/** Foreign keys hold at the end, not between two tables. */
async function inAnyOrder(manager: EntityManager, work: () => Promise<void>): Promise<void> {
  if (manager.connection.options.type === 'better-sqlite3') {
    await manager.query('PRAGMA defer_foreign_keys = ON');
    return work();
  }
  await manager.query('SET SESSION foreign_key_checks = 0');
  try {
    await work();
  } finally {
    await manager.query('SET SESSION foreign_key_checks = 1');
  }
}

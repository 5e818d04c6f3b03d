import type { Store } from './store';

/** Brings a database's tables up to date; each migration is one table and is kept even if a later one fails. */
export async function migrateStore(store: Store): Promise<void> {
  await store.writes.runMigrations({ transaction: 'none' });
}

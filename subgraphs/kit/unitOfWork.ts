import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import type { Store } from './store';

type Work<T> = (manager: EntityManager) => Promise<T>;

const running = new AsyncLocalStorage<{ readonly source: DataSource; readonly manager: EntityManager }>();
const queues = new WeakMap<DataSource, Promise<unknown>>();

/**
 * Runs every write, single ones too, in one transaction: all of it is there afterwards, or nothing. On SQLite units
 * queue, because its query runners share one connection and one's rollback would undo another's writes. A unit inside
 * a unit of the same store joins it. No HTTP belongs inside.
 */
export function unitOfWork<T>(store: Store, work: Work<T>): Promise<T> {
  const source = store.writes;
  const outer = running.getStore();
  if (outer?.source === source) return work(outer.manager);
  const run = (): Promise<T> => source.transaction((manager) => running.run({ source, manager }, () => work(manager)));
  return source.options.type === 'better-sqlite3' ? enqueue(source, run) : run();
}

function enqueue<T>(source: DataSource, run: () => Promise<T>): Promise<T> {
  const turn = (queues.get(source) ?? Promise.resolve()).then(run, run);
  queues.set(
    source,
    turn.catch(() => undefined),
  );
  return turn;
}

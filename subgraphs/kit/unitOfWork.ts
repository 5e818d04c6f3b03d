import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { DomainError } from './errors';
import type { Store } from './store';

type Work<T> = (manager: EntityManager) => Promise<T>;

const MAX_RUNS = 3;
const RUN_AGAIN = new Set([
  'ER_DUP_ENTRY',
  'ER_LOCK_DEADLOCK',
  'ER_CHECKREAD',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
]);

const queues = new WeakMap<DataSource, Promise<unknown>>();

/** Thrown inside a unit that found a row changed since it read it: the unit is run again. */
export class Overtaken extends Error {}

/**
 * Runs every write, single ones too, in one transaction: all of it is there afterwards, or nothing. On SQLite units
 * queue, because its query runners share one connection and one's rollback would undo another's writes. One that met a
 * neighbour (the same new key, a deadlock, a row changed since it was read) is run again, three times in all; a row that
 * goes on changing is `VERSION_CONFLICT`. No HTTP belongs inside, and no unit of the same store, which would wait for this
 * one: what belongs to the unit goes through its manager.
 */
export async function unitOfWork<T>(store: Store, work: Work<T>): Promise<T> {
  return runUpTo(MAX_RUNS, () => runOnce(store.writes, work));
}

async function runUpTo<T>(runs: number, unit: () => Promise<T>): Promise<T> {
  try {
    return await unit();
  } catch (error) {
    if (!metNeighbour(error)) throw error;
    if (runs > 1) return runUpTo(runs - 1, unit);
    throw error instanceof Overtaken ? new DomainError('VERSION_CONFLICT') : error;
  }
}

function runOnce<T>(source: DataSource, work: Work<T>): Promise<T> {
  const run = (): Promise<T> => source.transaction(work);
  return source.options.type === 'better-sqlite3' ? enqueue(source, run) : run();
}

function metNeighbour(error: unknown): boolean {
  if (error instanceof Overtaken) return true;
  if (!(error instanceof QueryFailedError)) return false;
  const cause: unknown = error.driverError;
  return cause instanceof Error && 'code' in cause && RUN_AGAIN.has(String(cause.code));
}

function enqueue<T>(source: DataSource, run: () => Promise<T>): Promise<T> {
  const turn = (queues.get(source) ?? Promise.resolve()).then(run, run);
  queues.set(
    source,
    turn.catch(() => undefined),
  );
  return turn;
}

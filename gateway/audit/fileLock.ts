import Libsql from 'libsql';

export interface FileLock {
  release(): void;
}

/**
 * Locks a file for this process until it is released or the process ends, however it ends; null when it is locked.
 *
 * SQLite's lock on an empty database: Node has none of its own, and a file that says who holds it outlives a kill -9
 * and knows nothing of another container's processes.
 */
export function lockFile(path: string): FileLock | null {
  const connection = new Libsql(path, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
    return { release: () => connection.close() };
  } catch (error) {
    connection.close();
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return null;
    throw error;
  }
}

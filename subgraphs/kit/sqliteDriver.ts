import Libsql from 'libsql';

interface OpenOptions {
  readonly timeout?: number;
}

/**
 * libsql as TypeORM's `better-sqlite3`. Transactions begin IMMEDIATE: TypeORM's deferred ones fail at once when two
 * processes upgrade to a write. The key encrypts the file, so that no plain connection can attach it.
 */
export function sqliteDriver(encryptionKey: string | null): unknown {
  return function open(path: string, options: OpenOptions): Libsql.Database {
    const connection = new Libsql(path, {
      timeout: options.timeout ?? 5000,
      ...(encryptionKey === null ? {} : { encryptionCipher: 'aes256cbc', encryptionKey }),
    });
    const prepare = connection.prepare.bind(connection);
    connection.prepare = (sql: string) => prepare(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql);
    return connection;
  };
}

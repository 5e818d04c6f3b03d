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
    const prepared = (sql: string): Libsql.Statement =>
      withParameterList(prepare(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql));
    return Object.assign(connection, { prepare: prepared });
  };
}

/** libsql takes one parameter that is null for a list of named ones; a list in its place is read as what it is. */
function withParameterList(statement: Libsql.Statement): Libsql.Statement {
  const { run, all } = statement;
  statement.run = (...parameters) => run.call(statement, parameters);
  statement.all = (...parameters) => all.call(statement, parameters);
  return statement;
}

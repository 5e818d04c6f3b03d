import { type RunningMariadb, startMariadb } from './mariadb';

declare global {
  var runningMariadb: RunningMariadb | null | undefined;
}

/** Starts one MariaDB for the whole run and says on which engines the database tests run. */
export default async function globalSetup(): Promise<void> {
  globalThis.runningMariadb = await startMariadb();
  const socket = globalThis.runningMariadb?.socket;
  if (socket !== undefined) process.env['TEST_MARIADB_SOCKET'] = socket;
  process.stdout.write(
    socket === undefined
      ? '\nDatabase tests run on the embedded SQLite only: mariadbd was not found.\n'
      : '\nDatabase tests run on the embedded SQLite and on MariaDB.\n',
  );
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

export interface RunningMariadb {
  readonly socket: string;
  stop(): Promise<void>;
}

/** Path of a MariaDB program on PATH or in /usr/sbin; null where it is not installed. */
export function findMariadb(program: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

/** Starts a MariaDB of its own in a temporary folder, on a socket only. Null where it is not installed. */
export async function startMariadb(): Promise<RunningMariadb | null> {
  const [server, install] = [findMariadb('mariadbd'), findMariadb('mariadb-install-db')];
  if (server === null || install === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'wso-mariadb-'));
  const socket = join(folder, 'server.sock');
  const user = `--user=${userInfo().username}`;
  execFileSync(
    install,
    [user, `--datadir=${folder}/data`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  );
  const child = spawn(
    server,
    [
      '--no-defaults',
      user,
      `--datadir=${folder}/data`,
      `--socket=${socket}`,
      '--skip-networking',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_nopad_bin',
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-buffer-pool-size=128M',
      `--pid-file=${folder}/server.pid`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ready(child);
  return {
    socket,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same for a verb: what makes databases finds it from here on. Throws where it is not installed. */
export async function mariadbOfOurOwn(): Promise<RunningMariadb> {
  const running = await startMariadb();
  if (running === null) throw new Error('mariadbd was not found; --engine sqlite needs none.');
  process.env['TEST_MARIADB_SOCKET'] = running.socket;
  return running;
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('ready for connections')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`mariadbd ended with ${code}: ${text.slice(-500)}`)));
  });
}

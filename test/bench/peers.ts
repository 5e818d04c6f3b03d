import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A program of the bench, on a core of its own where the system can do that. */
export interface Peer {
  readonly name: string;
  readonly url: string;
  /** What it is asked with, in turn; none where everyone may ask. */
  readonly tokens: readonly string[];
  /** Milliseconds of processor time since it began. */
  cpuMs(): number;
  megabytes(): number;
  stop(): void;
}

interface Program {
  readonly name: string;
  readonly file: string;
  readonly words?: readonly string[];
  /** As its own start script has them. */
  readonly nodeOptions: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly core: number;
  /** Finds in what it wrote where it listens. */
  readonly listening: RegExp;
  /** Behind what it wrote. */
  readonly path?: string;
  readonly tokens?: readonly string[];
}

const HAS_TASKSET = spawnSync('taskset', ['--version']).status === 0;
const TICK_MS = 10;

export async function startPeer(program: Program): Promise<Peer> {
  const { name, file, words = [], nodeOptions, env, core, listening, path = '', tokens = [] } = program;
  const run = [process.execPath, ...nodeOptions, file, ...words];
  const [command = '', ...args] = HAS_TASKSET ? ['taskset', '-c', String(core), ...run] : run;
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    name,
    url: (await written(child, listening)) + path,
    tokens,
    cpuMs: () => cpuMsOf(child),
    megabytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    stop: () => void child.kill('SIGKILL'),
  };
}

/** Gives a process, with its threads, one core; false where the system cannot do that. */
export function isPinned({ pid }: Pick<ChildProcess, 'pid'>, core: number): boolean {
  return spawnSync('taskset', ['-apc', String(core), String(pid)]).status === 0;
}

/** Time that a process had a processor, user and system: fields 14 and 15; the program's name before them has no blank here. */
export function cpuMsOf({ pid }: Pick<ChildProcess, 'pid'>): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

function written(child: ChildProcess, wanted: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const look = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = wanted.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${text.slice(-2000)}`)));
  });
}

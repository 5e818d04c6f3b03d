import { type ChildProcess, spawn } from 'node:child_process';
import { projectFile } from '../../schema/files';

export interface StartedProcess {
  readonly child: ChildProcess;
  /** Everything it wrote to stdout so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves when stdout or stderr holds the text; rejects when the process ends before. */
  wrote(text: string): Promise<void>;
  readonly ended: Promise<number | null>;
}

/** Starts a built program of the project as a process of its own; stop it by its own id. */
export function startProcess(
  program: string,
  { args = [], env = {} }: { args?: readonly string[]; env?: Record<string, string> } = {},
): StartedProcess {
  const child = spawn(process.execPath, [projectFile('dist', program), ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    cwd: projectFile(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    text.stdout += chunk.toString();
    child.emit('wrote');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text.stderr += chunk.toString();
    child.emit('wrote');
  });
  return {
    child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    wrote: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.stdout.includes(wanted) || text.stderr.includes(wanted)) resolve();
        };
        child.on('wrote', look);
        child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${text.stderr.slice(-500)}`)));
        look();
      }),
    ended: new Promise((resolve) => child.once('exit', resolve)),
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { projectFile } from '../../schema/files';
import type { ImportReport } from '../../subgraphs/jurisdictions/import/importReport';
import type { DatabaseConfig } from '../../subgraphs/kit/config';

export interface EndedImport {
  /** Null: killed. */
  readonly code: number | null;
  /** Null where stdout holds no report. */
  readonly report: (ImportReport & { readonly seconds: number; readonly megabytes: number }) | null;
  readonly stderr: string;
}

export interface RunningImport {
  readonly child: ChildProcess;
  readonly ended: Promise<EndedImport>;
}

/** Starts the verb `import` in a process of its own, from the sources, on databases of a test. */
export function startImport(config: DatabaseConfig, words: readonly string[]): RunningImport {
  const program = [
    '--require',
    projectFile('test', 'kit', 'requireTypeScript.js'),
    projectFile('subgraphs', 'jurisdictions', 'import', 'main.ts'),
  ];
  const url = config.databaseUrl === null ? {} : { JURISDICTIONS_DATABASE_URL: config.databaseUrl };
  const env = { PATH: process.env['PATH'], DATA_DIR: config.dataDir, ...url };
  const child = spawn(process.execPath, [...program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const ended = new Promise<EndedImport>((resolve) => {
    child.once('close', (code) => {
      const report = output.stdout === '' ? null : JSON.parse(output.stdout);
      resolve({ code, report, stderr: output.stderr });
    });
  });
  return { child, ended };
}

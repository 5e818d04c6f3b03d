import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';

/** For one test file; far more than any takes on a busy machine. */
const FILE_TIMEOUT_MS = 600_000;

const NO_PROGRAM = /SyntaxError|Syntax Error|Cannot find module/;

const report = z.object({
  numPassedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** How the tests ended: `failed` by an assertion of a test, `broken` where no test could say anything. */
export interface Run {
  readonly kind: 'passed' | 'failed' | 'broken' | 'timedOut';
  /** The first test that failed. */
  readonly test: string | null;
}

/** Runs test files of a copy of the project, on the embedded database alone. */
export async function runTests(folder: string, tests: readonly string[]): Promise<Run> {
  const output = join(folder, 'jest-report.json');
  rmSync(output, { force: true });
  const jest = join(folder, 'node_modules', 'jest', 'bin', 'jest.js');
  const words = [
    jest,
    '--config',
    'jest.mutated.js',
    '--silent',
    // A busy machine must not look like a guard that is missed.
    '--testTimeout=60000',
    '--json',
    '--outputFile',
    output,
    '--runTestsByPath',
    ...tests,
  ];
  const isInTime = await run(words, { cwd: folder, timeoutMs: FILE_TIMEOUT_MS * tests.length });
  if (!isInTime) return { kind: 'timedOut', test: null };
  const parsed = report.safeParse(existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : null);
  if (!parsed.success) return { kind: 'broken', test: null };
  const all = parsed.data.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = all.find(({ status }) => status === 'failed');
  if (failed !== undefined) return { kind: 'failed', test: failed.fullName };
  // What tests make before they begin may be what a guard keeps from failing; a copy that is no program says nothing.
  const unmade = parsed.data.testResults.find(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  if (unmade !== undefined && !NO_PROGRAM.test(unmade.message))
    return { kind: 'failed', test: `${relative(folder, unmade.name)} before its first test` };
  const isWhole = parsed.data.numRuntimeErrorTestSuites === 0 && parsed.data.numPassedTests > 0;
  return { kind: isWhole ? 'passed' : 'broken', test: null };
}

/** Whether the process ended by itself; one that does not is stopped. */
function run(words: readonly string[], { cwd, timeoutMs }: { cwd: string; timeoutMs: number }): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, words, { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.once('close', (_code, signal) => {
      clearTimeout(timer);
      done(signal === null);
    });
  });
}

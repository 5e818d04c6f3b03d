import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../../schema/files';
import { type Guard, readGuards, withoutGuard } from './guards';
import { type Run, runTests } from './runTests';

interface Outcome extends Run {
  readonly guard: string;
  readonly file: string;
  readonly seconds: number;
}

const WORKERS = 2;
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.data']);
const NO_DATABASES =
  "module.exports = { ...require('./jest.config.js'), globalSetup: undefined, globalTeardown: undefined };\n";

/**
 * `npm run mutate-guards [-- WORD]` turns each guard off in a copy of the project, or those with the word in name or
 * file, and names the test that fails for it. Progress on stderr, one JSON document on stdout. Exit 1: a guard survived,
 * or could not be judged.
 */
async function main(word: string): Promise<number> {
  const guards = readGuards().filter(({ guard, file }) => `${guard} ${file}`.includes(word));
  const open = [...guards.entries()];
  const outcomes: Outcome[] = [];
  const copies = Array.from({ length: WORKERS }, copyOfProject);
  const untouched = new Map<string, Promise<Run>>();
  await Promise.all(
    copies.map(async (folder) => {
      for (let next = open.shift(); next !== undefined; next = open.shift()) {
        const outcome = await judge(next[1], folder, untouched);
        outcomes.push(outcome);
        process.stderr.write(
          `${outcomes.length}/${guards.length} ${outcome.kind} (${outcome.seconds} s) ${outcome.guard}\n`,
        );
      }
    }),
  );
  for (const folder of copies) rmSync(folder, { recursive: true, force: true });
  const survived = outcomes.filter(({ kind }) => kind !== 'failed');
  process.stdout.write(
    `${JSON.stringify({ guards: guards.length, killed: outcomes.length - survived.length, survived, outcomes })}\n`,
  );
  return survived.length === 0 ? 0 : 1;
}

/** Turns one guard off; tests that fail with all guards on say nothing of it. */
async function judge(guard: Guard, folder: string, untouched: Map<string, Promise<Run>>): Promise<Outcome> {
  const begun = performance.now();
  const run = (await failingBefore(guard, folder, untouched)) ?? (await runMutated(guard, folder));
  return { guard: guard.guard, file: guard.file, seconds: Math.round((performance.now() - begun) / 1000), ...run };
}

/** The first of its test files that does not pass as the project is; each is run once. Null where all pass. */
async function failingBefore(
  { tests }: Guard,
  folder: string,
  untouched: Map<string, Promise<Run>>,
): Promise<Run | null> {
  for (const test of tests) {
    const known = untouched.get(test) ?? runTests(folder, [test]);
    untouched.set(test, known);
    const run = await known;
    if (run.kind !== 'passed') return { kind: 'broken', test: run.test ?? test };
  }
  return null;
}

async function runMutated(guard: Guard, folder: string): Promise<Run> {
  const path = join(folder, guard.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, withoutGuard(guard, source));
  try {
    return await runTests(folder, guard.tests);
  } finally {
    writeFileSync(path, source);
  }
}

function copyOfProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wso-mutated-'));
  for (const name of readdirSync(projectFile()).filter((one) => !LEFT_OUT.has(one)))
    cpSync(projectFile(name), join(folder, name), { recursive: true });
  symlinkSync(projectFile('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'jest.mutated.js'), NO_DATABASES);
  return folder;
}

main(process.argv[2] ?? '').then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'mutate-guards failed'}\n`);
    process.exitCode = 1;
  },
);

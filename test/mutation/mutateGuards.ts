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
  const whole = await runTests(copies[0] ?? '', [...new Set(guards.flatMap(({ tests }) => tests))]);
  if (whole.kind !== 'passed')
    throw new Error(`The tests fail before any guard is turned off: ${whole.test ?? whole.kind}`);
  await Promise.all(
    copies.map(async (folder) => {
      for (let next = open.shift(); next !== undefined; next = open.shift()) {
        const outcome = await judge(next[1], folder);
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

async function judge(guard: Guard, folder: string): Promise<Outcome> {
  const path = join(folder, guard.file);
  const source = readFileSync(path, 'utf8');
  const begun = performance.now();
  writeFileSync(path, withoutGuard(guard, source));
  try {
    const run = await runTests(folder, guard.tests);
    return { guard: guard.guard, file: guard.file, seconds: Math.round((performance.now() - begun) / 1000), ...run };
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

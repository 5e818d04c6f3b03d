import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from '../../schema/files';

const report = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});
const deviations = z.array(z.strictObject({ because: z.string().min(1), tests: z.array(z.string().min(1)).min(1) }));

const PREFIX = /^integration tests (apolloServerTests|httpServerTests|httpSpecTests)\.ts /;

/**
 * `npm run apollo-suite`: Apollo's suite for what serves an ApolloServer, with the gateway's listener; one JSON document.
 * Exit 1 when a test fails that is no deviation of ours, or a deviation passes.
 */
function main(): number {
  const folder = projectFile('test', 'apolloSuite');
  if (!existsSync(join(folder, 'node_modules'))) run('npm', ['ci', '--prefix', folder]);
  const all = runSuite(folder);
  const failed = new Set(namesOf(all, 'failed'));
  const wanted = deviations
    .parse(parse(readFileSync(join(folder, 'deviations.yaml'), 'utf8')))
    .flatMap(({ tests }) => tests);
  const unexpected = [...failed].filter((name) => !wanted.includes(name));
  const gone = wanted.filter((name) => !failed.has(name));
  const counts = {
    passed: namesOf(all, 'passed').length,
    skippedByTheSuite: namesOf(all, 'pending').length,
    deviations: failed.size - unexpected.length,
  };
  process.stdout.write(`${JSON.stringify({ ...counts, unexpected, gone })}\n`);
  return counts.passed > 0 && unexpected.length === 0 && gone.length === 0 ? 0 : 1;
}

type Results = readonly { readonly status: string; readonly fullName: string }[];

function runSuite(folder: string): Results {
  const output = mkdtempSync(join(tmpdir(), 'wso-apollo-suite-'));
  const file = join(output, 'report.json');
  try {
    const jest = projectFile('node_modules', 'jest', 'bin', 'jest.js');
    run(process.execPath, [jest, '-c', join(folder, 'jest.config.js'), '--silent', '--json', '--outputFile', file]);
    const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** Progress on stderr; what it ends with is told by what it left. */
function run(command: string, words: readonly string[]): void {
  spawnSync(command, words, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function namesOf(results: Results, wanted: string): readonly string[] {
  return results.filter(({ status }) => status === wanted).map(({ fullName }) => fullName.replace(PREFIX, ''));
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'apollo-suite failed'}\n`);
  process.exitCode = 1;
}

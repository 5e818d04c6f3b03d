import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { clearanceMatrix } from './clearanceMatrix';
import { compose } from './compose';
import { projectFile } from './files';
import { undescribedElements } from './lint/undescribed';
import { niemCrosswalk } from './niemCrosswalk';
import { readPolicy } from './policy';
import { CHECKSUMS, checksums, composedFiles } from './reviewed';
import { SUBGRAPHS, subgraphDocument } from './subgraphs';
import { viewChanges } from './viewChanges';

const VIEWS = projectFile('schema', 'views');

/**
 * `npm run compose` writes the supergraph, the views, their checksums and the clearance matrix and prints what changed for whom; with
 * `--check` it changes nothing and fails when one is stale.
 */
function main(isCheck: boolean): number {
  const files = generated();
  const orphans = (existsSync(VIEWS) ? readdirSync(VIEWS) : [])
    .map((name) => projectFile('schema', 'views', name))
    .filter((path) => !files.has(path));
  const stale = [...files].filter(([path, text]) => textOf(path) !== text);
  for (const line of [...stale, ...orphans.map((path) => [path, null] as const)].flatMap(([path, text]) =>
    changesOf(path, text),
  ))
    process.stdout.write(`${line}\n`);
  if (isCheck) return reportStale([...stale.map(([path]) => path), ...orphans]);
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`wrote ${relative(projectFile(), path)}\n`);
  }
  for (const path of orphans) rmSync(path);
  return 0;
}

/** Text by path of everything that is generated here. */
function generated(): ReadonlyMap<string, string> {
  const subgraphs = new Map(SUBGRAPHS.map((name) => [name as string, subgraphDocument(name)]));
  const policy = readPolicy();
  const { supergraphSdl, views } = compose(subgraphs, policy);
  const faults = undescribedElements(subgraphs);
  if (faults.length > 0) throw new Error(`The graph is not described:\n${faults.map((one) => `- ${one}`).join('\n')}`);
  const composed = composedFiles({
    policy: readFileSync(projectFile('schema', 'policy.yaml'), 'utf8'),
    supergraphSdl,
    views,
  });
  return new Map([
    [projectFile('docs', 'niem-crosswalk.md'), niemCrosswalk(subgraphs)],
    [projectFile('docs', 'clearance-matrix.md'), clearanceMatrix(supergraphSdl, { subgraphs, policy })],
    ...[...composed].map(([path, text]) => [projectFile('schema', path), text] as const),
    [projectFile('schema', CHECKSUMS), checksums(composed)],
  ]);
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function changesOf(path: string, text: string | null): readonly string[] {
  return dirname(path) === VIEWS ? viewChanges(basename(path, '.graphql'), textOf(path), text) : [];
}

function reportStale(paths: readonly string[]): number {
  for (const path of paths)
    process.stderr.write(`stale: ${relative(projectFile(), path)}; run npm run compose and commit the result\n`);
  return paths.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.includes('--check'));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'compose failed'}\n`);
  process.exitCode = 1;
}

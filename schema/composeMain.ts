import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compose } from './compose';
import { projectFile } from './files';
import { readPolicy } from './policy';
import { SUBGRAPHS, subgraphDocument } from './subgraphs';

/** `npm run compose` writes the supergraph and the views; with `--check` it changes nothing and fails when one is stale. */
function main(isCheck: boolean): number {
  const { supergraphSdl, views } = compose(
    new Map(SUBGRAPHS.map((name) => [name, subgraphDocument(name)])),
    readPolicy(),
  );
  const files = new Map([[projectFile('schema', 'supergraph.graphql'), supergraphSdl]]);
  for (const [name, sdl] of views) files.set(projectFile('schema', 'views', `${name}.graphql`), sdl);
  const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  const orphans = viewFiles().filter((path) => !files.has(path));
  if (isCheck) return reportStale([...stale.map(([path]) => path), ...orphans]);
  for (const [path, text] of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
  }
  for (const path of orphans) rmSync(path);
  return 0;
}

function viewFiles(): readonly string[] {
  const folder = projectFile('schema', 'views');
  return existsSync(folder) ? readdirSync(folder).map((name) => projectFile('schema', 'views', name)) : [];
}

function reportStale(paths: readonly string[]): number {
  for (const path of paths) process.stderr.write(`stale: ${path}; run npm run compose and commit the result\n`);
  return paths.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.includes('--check'));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'compose failed'}\n`);
  process.exitCode = 1;
}

import { readFileSync } from 'node:fs';
import { explain, whoSees } from './explain';
import { projectFile } from './files';
import { readPolicy } from './policy';
import { SUBGRAPHS, subgraphDocument } from './subgraphs';

const USAGE = 'Usage: npm run explain -- [ROLE] COORDINATE';

/** `npm run explain -- ROLE COORDINATE`: why; with the coordinate alone: who sees it. Out of band, for operators. */
function main(words: readonly string[]): readonly string[] {
  const parts = {
    supergraphSdl: readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8'),
    subgraphs: new Map(SUBGRAPHS.map((name) => [name as string, subgraphDocument(name)])),
    policy: readPolicy(),
  };
  const [first, second, ...others] = words;
  if (first === undefined || others.length > 0) throw new Error(USAGE);
  if (second !== undefined) return explain(first, second, parts);
  const who = whoSees(first, parts);
  return [who.length === 0 ? `Nobody sees ${first}.` : `${first} is seen by ${who.join(', ')}.`];
}

try {
  process.stdout.write(`${main(process.argv.slice(2)).join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'explain failed'}\n`);
  process.exitCode = 1;
}

import { readFileSync } from 'node:fs';
import { concatAST, type DocumentNode, parse, Source } from 'graphql';
import { expand } from './expand';
import { projectFile } from './files';

export const SUBGRAPHS = ['jurisdictions', 'officers', 'warrants'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

/** One subgraph's SDL with the directive and the helper types in front, each element with its own classification. */
export function subgraphDocument(name: SubgraphName): DocumentNode {
  return expand(concatAST(['classified', 'common', name].map(parseFile)));
}

function parseFile(name: string): DocumentNode {
  const path = projectFile('schema', `${name}.graphql`);
  return parse(new Source(readFileSync(path, 'utf8'), `schema/${name}.graphql`));
}

import { readFileSync } from 'node:fs';
import { projectFile } from '../../../schema/files';
import { lostInComposition } from '../../../schema/lint/lost';
import { SUBGRAPHS, subgraphDocument } from '../../../schema/subgraphs';

const supergraphSdl = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');
const subgraphs = new Map(SUBGRAPHS.map((name) => [name as string, subgraphDocument(name)]));

describe('lostInComposition', () => {
  it('finds nothing lost in our own supergraph', () => {
    expect(lostInComposition(supergraphSdl, subgraphs)).toEqual([]);
  });

  it.each([
    ['a category', ' @classified(as: CITIZENSHIP)', ''],
    ['a category for another', '@classified(as: CITIZENSHIP)', '@classified(as: PUBLIC)'],
  ])('finds %s that a supergraph no longer has', (_what, text, by) => {
    expect(lostInComposition(supergraphSdl.replaceAll(text, by), subgraphs).join('\n')).toMatch(
      /LOST .* ImmigrationRecord\.citizenshipCountries: the supergraph has/,
    );
  });
});

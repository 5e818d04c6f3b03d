import { readdirSync, readFileSync } from 'node:fs';
import { compose } from '../../schema/compose';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { SUBGRAPHS, subgraphDocument } from '../../schema/subgraphs';

const policy = readPolicy();
const subgraphs = new Map(SUBGRAPHS.map((name) => [name as string, subgraphDocument(name)]));

describe('compose', () => {
  const composed = compose(subgraphs, policy);

  it('gives the supergraph and the views that are checked in', () => {
    expect(composed.supergraphSdl).toBe(readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8'));
    const checkedIn = readdirSync(projectFile('schema', 'views')).sort();
    expect([...composed.views.keys()].map((name) => `${name}.graphql`).sort()).toEqual(checkedIn);
    for (const [name, sdl] of composed.views)
      expect(sdl).toBe(readFileSync(projectFile('schema', 'views', `${name}.graphql`), 'utf8'));
  });
});

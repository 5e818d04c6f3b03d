import { readFileSync } from 'node:fs';
import { projectFile } from '../../schema/files';
import { niemCrosswalk } from '../../schema/niemCrosswalk';
import { SUBGRAPHS, subgraphDocument } from '../../schema/subgraphs';

describe('niemCrosswalk', () => {
  const text = niemCrosswalk(new Map(SUBGRAPHS.map((name) => [name, subgraphDocument(name)])));

  it('lists elements by their coordinates, each once', () => {
    expect(text).toContain('| `Subject.birthDate` | `nc:PersonBirthDate` |');
    const lines = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(40);
  });

  it('stays out of every view and of the supergraph', () => {
    for (const file of ['supergraph.graphql', 'views/wso.graphql', 'views/public.graphql'])
      expect(readFileSync(projectFile('schema', file), 'utf8')).not.toMatch(/niem|nc:Person/i);
  });
});

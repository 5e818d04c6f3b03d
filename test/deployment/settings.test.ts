import { readFileSync } from 'node:fs';
import { projectFile } from '../../schema/files';
import { SUBGRAPHS } from '../../schema/subgraphs';
import { gatewaySettings, migrateSettings, subgraphSettings } from '../kit/settings';

const text = readFileSync(projectFile('.env.example'), 'utf8');
const listed = [...text.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name ?? '');

describe('.env.example', () => {
  it('lists every setting that a subgraph or the migration reads', () => {
    const read = new Set([...SUBGRAPHS.flatMap((name) => [...subgraphSettings(name)]), ...migrateSettings()]);
    expect([...read].filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('lists no setting twice, and none that nothing reads', () => {
    const read = new Set(['SITE_ADDRESS', ...gatewaySettings()]);
    for (const name of SUBGRAPHS) for (const setting of subgraphSettings(name)) read.add(setting);
    expect(listed.filter((name) => !read.has(name))).toEqual([]);
    expect(listed).toEqual([...new Set(listed)]);
  });

  it('has a sentence above each setting or its group', () => {
    const bare = text.split('\n\n').filter((block) => /^[A-Z_]+=/.test(block));
    expect(bare).toEqual([]);
  });
});

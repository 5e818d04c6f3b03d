import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../gateway/config';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { readReviewedViews } from '../../schema/reviewed';

const policy = readPolicy();

describe('readReviewedViews', () => {
  let folder: string;
  const path = (...segments: string[]): string => join(folder, ...segments);
  const read = () => readReviewedViews(path('supergraph.graphql'), policy);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wso-reviewed-'));
    mkdirSync(path('views'));
    for (const name of ['supergraph.graphql', 'composed.sha256', 'views'])
      cpSync(projectFile('schema', name), path(name), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('reads every view of what was composed together', () => {
    const views = readdirSync(projectFile('schema', 'views')).map((name) => name.replace('.graphql', ''));
    expect([...(read()?.keys() ?? [])].sort()).toEqual(views.sort());
    expect(read()?.get('wso')).toBe(readFileSync(projectFile('schema', 'views', 'wso.graphql'), 'utf8'));
  });

  it.each<[string, () => void]>([
    [
      'a supergraph changed by hand',
      () => edit('supergraph.graphql', (text) => text.replace('@classified(as: CITIZENSHIP)', '')),
    ],
    ['a view changed by hand', () => edit(join('views', 'wso.graphql'), (text) => `${text}\n`)],
    ['a view taken away', () => rmSync(path('views', 'wso.graphql'))],
    ['checksums of another day', () => edit('composed.sha256', (text) => text.replace(/^[0-9a-f]/, 'x'))],
    ['no checksums', () => rmSync(path('composed.sha256'))],
  ])('reads nothing with %s', (_what, change) => {
    change();
    expect(read()).toBeNull();
    const env = { SUPERGRAPH: path('supergraph.graphql') };
    expect(() => readConfig(env)).toThrow(
      '- SUPERGRAPH: one with the policy, views and checksums of the same `npm run compose`.',
    );
  });

  it('reads nothing for a policy with another clearance', () => {
    const [first] = policy.clearances;
    if (first === undefined) throw new Error('The policy has no clearance.');
    const more = { clearances: [...policy.clearances, { ...first, name: 'another' }] };
    expect(readReviewedViews(path('supergraph.graphql'), more)).toBeNull();
    expect(readReviewedViews(path('supergraph.graphql'), { clearances: policy.clearances.slice(1) })).toBeNull();
  });

  function edit(name: string, change: (text: string) => string): void {
    const before = readFileSync(path(name), 'utf8');
    writeFileSync(path(name), change(before));
    expect(readFileSync(path(name), 'utf8')).not.toBe(before);
  }
});

import { readFileSync } from 'node:fs';
import { views } from '../../../gateway/views/views';
import { projectFile } from '../../../schema/files';
import { readPolicy } from '../../../schema/policy';
import { readReviewedViews } from '../../../schema/reviewed';

const NOWHERE = { process: async () => ({ data: {} }) };

describe('views', () => {
  it('never serves anything wider in place of a view that cannot be built', async () => {
    const served = views('type Query { broken: Nothing }', {
      planningOf: () => ({ sourceOf: () => NOWHERE, engine: null }),
      rules: {},
      listed: [],
      reviewed: new Map(),
      built: () => undefined,
    });
    const clearance = readPolicy().public;
    await expect(served.of(clearance)).rejects.toThrow();
    await expect(served.of(clearance)).rejects.toThrow();
    await served.close();
  });

  const SUPERGRAPH = projectFile('schema', 'supergraph.graphql');
  const policy = readPolicy();
  const serve = (changes: ReadonlyMap<string, string> = new Map()) =>
    views(readFileSync(SUPERGRAPH, 'utf8'), {
      planningOf: () => ({ sourceOf: () => NOWHERE, engine: null }),
      rules: {},
      listed: [],
      built: () => undefined,
      reviewed: new Map([...(readReviewedViews(SUPERGRAPH, policy) ?? []), ...changes]),
    });

  it('serves each clearance exactly what was reviewed for it', async () => {
    const served = serve();
    for (const clearance of policy.clearances) await served.of(clearance);
    await served.close();
  }, 60_000);

  it('refuses a view that shows more or less than was reviewed, and that one alone', async () => {
    const text = readReviewedViews(SUPERGRAPH, policy)?.get('public') ?? '';
    const served = serve(new Map([['public', text.replace(/^ {2}capacity: String!$/m, '')]]));
    await expect(served.of(policy.public)).rejects.toThrow('The view public is not the one that was reviewed.');
    const wso = policy.bySet.get('wso:serve');
    if (wso === undefined) throw new Error('The policy has no WSO.');
    expect((await served.of(wso)).schema.getType('Caller')).toBeDefined();
    await served.close();
  });
});

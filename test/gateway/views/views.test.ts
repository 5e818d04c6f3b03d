import { views } from '../../../gateway/views/views';
import { readPolicy } from '../../../schema/policy';

const NOWHERE = { process: async () => ({ data: {} }) };

describe('views', () => {
  it('never serves anything wider in place of a view that cannot be built', async () => {
    const served = views('type Query { broken: Nothing }', { sourcesOf: () => () => NOWHERE, rules: {} });
    const clearance = readPolicy().public;
    await expect(served.of(clearance)).rejects.toThrow();
    await expect(served.of(clearance)).rejects.toThrow();
    await served.close();
  });
});

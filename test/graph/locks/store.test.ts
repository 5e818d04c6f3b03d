import { attackAsWso, startPlantedGraph } from '../../kit/lockAttack';
import { seenHolds, statedHolds } from '../../kit/lockHolds';

// The other two locks are wired out.
jest.mock('../../../schema/view', () => jest.requireActual('../../kit/withoutLocks').withoutView());
jest.mock('../../../schema/reviewed', () => jest.requireActual('../../kit/withoutLocks').withoutReview());
jest.mock('../../../subgraphs/kit/guard', () => jest.requireActual('../../kit/withoutLocks').withoutGuard());
jest.mock('../../../subgraphs/kit/rowScope', () => jest.requireActual('../../kit/withoutLocks').withoutRowScope());
jest.setTimeout(180_000);

describe('the data store alone', () => {
  it('lets no protected value into a WSO’s answers to 500 operations, and holds what docs/locks.md says', async () => {
    const graph = await startPlantedGraph();
    const attacked = await attackAsWso(graph, 500);
    const seen = await seenHolds(graph, attacked);
    await graph.stop();
    expect([...attacked.leaked, ...attacked.leakedPast]).toEqual([]);
    expect(attacked.answers.map(({ text }) => text).join('')).not.toMatch(/~sql|immigration_record/);
    expect(attacked.answers.filter(({ status }) => status === 200).length).toBeGreaterThan(100);
    expect(seen).toEqual(statedHolds('the data store'));
  });
});

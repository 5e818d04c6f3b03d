import { attackAsWso, startPlantedGraph } from '../../kit/lockAttack';
import { seenHolds, statedHolds } from '../../kit/lockHolds';

// The other two locks are wired out.
jest.mock('../../../schema/view', () => jest.requireActual('../../kit/withoutLocks').withoutView());
jest.mock('../../../schema/reviewed', () => jest.requireActual('../../kit/withoutLocks').withoutReview());
jest.mock('../../../subgraphs/kit/context', () => jest.requireActual('../../kit/withoutLocks').withoutStoreLock());
jest.setTimeout(180_000);

describe('the guard and row scope in the subgraphs alone', () => {
  it('lets no protected value into a WSO’s answers to 500 operations, and holds what docs/locks.md says', async () => {
    const graph = await startPlantedGraph();
    const attacked = await attackAsWso(graph, 500);
    const seen = await seenHolds(graph, attacked);
    await graph.stop();
    expect([...attacked.leaked, ...attacked.leakedPast]).toEqual([]);
    expect(attacked.answers.map(({ text }) => text).join('')).not.toMatch(/~sql|immigration_record/);
    expect(attacked.answers.filter(({ status }) => status === 200).length).toBeGreaterThan(100);
    expect(seen).toEqual(statedHolds('the guard and row scope in the subgraphs'));
  });
});

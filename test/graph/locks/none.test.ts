import { attackAsWso, GROUNDS, startPlantedGraph } from '../../kit/lockAttack';
import { seenHolds, statedHolds } from '../../kit/lockHolds';

// All locks are wired out: what is tested here is the attack, which must find what it planted.
jest.mock('../../../schema/view', () => jest.requireActual('../../kit/withoutLocks').withoutView());
jest.mock('../../../schema/reviewed', () => jest.requireActual('../../kit/withoutLocks').withoutReview());
jest.mock('../../../subgraphs/kit/guard', () => jest.requireActual('../../kit/withoutLocks').withoutGuard());
jest.mock('../../../subgraphs/kit/rowScope', () => jest.requireActual('../../kit/withoutLocks').withoutRowScope());
jest.mock('../../../subgraphs/kit/context', () => jest.requireActual('../../kit/withoutLocks').withoutStoreLock());
jest.setTimeout(180_000);

describe('no lock', () => {
  it('holds nothing: 100 operations are answered with dozens of the canaries', async () => {
    const graph = await startPlantedGraph();
    const attacked = await attackAsWso(graph, 100);
    const seen = await seenHolds(graph, attacked);
    await graph.stop();
    expect(attacked.leaked.length).toBeGreaterThan(40);
    expect(attacked.leaked).toEqual(expect.arrayContaining(Object.values(GROUNDS)));
    expect(seen).toEqual(statedHolds('none'));
  });
});

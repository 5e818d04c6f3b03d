import { setTimeout as pause } from 'node:timers/promises';
import { ActRow } from '../../../subgraphs/kit/Act.entity';
import type { ContextParts } from '../../../subgraphs/kit/context';
import { startSweeps } from '../../../subgraphs/kit/sweeps';
import { unitOfWork } from '../../../subgraphs/kit/unitOfWork';
import { ENGINES, openTestStores, type TestStores } from '../../kit/stores';
import { NOW } from '../../kit/subgraph';

const DAY_MS = 24 * 3_600_000;
const ACT = { mutation: 'lodgeDetainer', actor: 'a'.repeat(64), inputMac: 'b'.repeat(64), resultId: 'TEST-RESULT' };

describe.each(ENGINES)('sweeps on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openTestStores(engine);
  }, 60_000);
  afterAll(() => test.close());

  it('forget keys after thirty days, not before, and keep the acts', async () => {
    const { operational } = test.stores.warrants;
    const acts = operational.reads.getRepository(ActRow);
    await unitOfWork(operational, async (manager) => {
      for (const [id, days] of [
        ['old', 31],
        ['young', 29],
      ] as const)
        await manager.insert(ActRow, { ...ACT, id, idempotencyKey: id, at: new Date(NOW.getTime() - days * DAY_MS) });
    });
    const parts = { stores: test.stores.warrants, now: () => NOW } as ContextParts;
    const sweeps = startSweeps({ config: { name: 'warrants' }, definition: { sweeps: [] } }, parts);
    while (await acts.existsBy({ idempotencyKey: 'old' })) await pause(20);
    await sweeps.stop();
    const kept = await acts.find({ select: { id: true, idempotencyKey: true }, order: { id: 'ASC' } });
    expect(kept.map(({ id, idempotencyKey }) => [id, idempotencyKey])).toEqual([
      ['old', null],
      ['young', 'young'],
    ]);
  });
});

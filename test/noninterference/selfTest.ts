import type { Engine } from '../kit/stores';
import { startHarness } from './harness';
import { LEAKS } from './leaks';
import { Planted } from './plant';
import { runOperations } from './run';

export interface SelfTestOptions {
  readonly engine: Engine;
  readonly seed: number;
  /** Operations within which each leak has to be found. */
  readonly budget: number;
  readonly progress?: (done: number) => void;
}

export interface FoundLeak {
  readonly leak: string;
  /** The operations it took; null where the budget was not enough. */
  readonly found: number | null;
}

const OPERATIONS_A_TWIN = 40;

/** Plants one leak after the other and looks for each as for a real one. */
export async function selfTest({ engine, seed, budget, progress }: SelfTestOptions): Promise<readonly FoundLeak[]> {
  const planted = new Planted(LEAKS);
  const harness = await startHarness({
    engine,
    seed: String(seed),
    wire: (own, stores, world) => planted.wire(own, stores, world),
    spoil: (world, observed) => planted.spoil(world, observed),
  });
  const found: FoundLeak[] = [];
  for (const [at, leak] of LEAKS.entries()) {
    planted.open(leak);
    const { done, difference } = await runOperations(harness, {
      operations: budget,
      seed: seed + at,
      twins: Math.ceil(budget / OPERATIONS_A_TWIN),
      afterHighAction: (world, action) => planted.afterHighAction(world, action),
    });
    found.push({ leak: leak.name, found: difference === null ? null : done });
    progress?.(found.length / LEAKS.length);
  }
  await harness.worlds.close();
  return found;
}

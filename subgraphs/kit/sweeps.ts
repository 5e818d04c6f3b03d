import { setTimeout as pause } from 'node:timers/promises';
import { And, IsNull, LessThan, MoreThanOrEqual, Not } from 'typeorm';
import { ActRow } from './Act.entity';
import { ACT_KEY_KEPT_MS } from './acts';
import type { ContextParts } from './context';
import { causeKind, logEvent } from './log';
import { unitOfWork } from './unitOfWork';

const PAUSE_MS = 10_000;

/** Finishes what acts left behind, again and again without harm; every replica may run it. */
export type Sweep = (parts: ContextParts) => Promise<void>;

interface Sweeping {
  readonly config: { readonly name: string };
  readonly definition: { readonly sweeps: readonly Sweep[] };
}

export interface RunningSweeps {
  /** Resolves when the sweep under way is done. */
  stop(): Promise<void>;
}

/** Runs a subgraph's sweeps every ten seconds. One that fails is logged and leaves the others. */
export function startSweeps({ config, definition }: Sweeping, parts: ContextParts): RunningSweeps {
  const stopped = new AbortController();
  const sweeps = [forgetKeys(), ...definition.sweeps];
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      for (const sweep of sweeps)
        await sweep(parts).catch((cause: unknown) =>
          logEvent('sweep.failed', { subgraph: config.name, kind: causeKind(cause) }, 'error'),
        );
      await pause(PAUSE_MS, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopped.abort();
      return running;
    },
  };
}

/** Keys end after thirty days; that an act was done stays. What one run looked through the next leaves alone. */
function forgetKeys(): Sweep {
  let from = new Date(0);
  return async ({ stores: { operational }, now }) => {
    const before = new Date(now().getTime() - ACT_KEY_KEPT_MS);
    const ended = { at: And(MoreThanOrEqual(from), LessThan(before)), idempotencyKey: Not(IsNull()) };
    if (await operational.reads.getRepository(ActRow).existsBy(ended))
      await unitOfWork(operational, (manager) => manager.update(ActRow, ended, { idempotencyKey: null }));
    from = before;
  };
}

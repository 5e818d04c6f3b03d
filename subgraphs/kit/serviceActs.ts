import { createHash } from 'node:crypto';
import { serviceCaller } from '../../schema/caller';
import { ActRow } from './Act.entity';
import type { Act } from './acts';
import type { Store } from './store';
import { unitOfWork } from './unitOfWork';

export interface ServiceAct {
  /** Who asks, and by which operation. */
  readonly service: string;
  readonly operation: string;
  /** The instant of what is told. */
  readonly at: Date;
  readonly newId: () => string;
}

/** Runs what another part of the system tells as one act. The operation itself has to be such that it may be told again. */
export function performAsService<T>(
  store: Store,
  { service, operation, at, newId }: ServiceAct,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const actor = createHash('sha256')
    .update(JSON.stringify(['service', service]))
    .digest('hex');
  return unitOfWork(store, async (manager) => {
    const act = { id: newId(), at, mutation: operation, caller: serviceCaller(service), manager, newId };
    const row = { id: act.id, mutation: operation, actor, idempotencyKey: null, inputMac: '', resultId: act.id, at };
    await manager.insert(ActRow, row);
    return work(act);
  });
}

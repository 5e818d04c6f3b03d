import { Brackets } from 'typeorm';
import type { Act } from '../../kit/acts';
import { DomainError } from '../../kit/errors';
import { Agreement } from '../Agreement.entity';
import { IN_FORCE } from '../rules/statusAt';

/**
 * Counts the other agreements of the agency and model that are in force, as they are and not as this act began to read
 * them, and keeps others from coming into force beside it until it ends: an update locks what it looks at.
 */
export async function holdOthersInForce(act: Act, { id, agencyId, model }: Agreement): Promise<number> {
  const { affected } = await act.manager
    .createQueryBuilder()
    .update(Agreement)
    .set({ generation: () => 'generation' })
    .where('agency_id = :agencyId AND model = :model AND id <> :id', { agencyId, model, id })
    .andWhere('is_suspended = 0 AND status IN (:...inForce)', { inForce: [...IN_FORCE] })
    .andWhere(new Brackets((due) => due.where('due_at IS NULL').orWhere('due_at > :at', { at: act.at })))
    .andWhere(new Brackets((term) => term.where('expires_at IS NULL').orWhere('expires_at > :at', { at: act.at })))
    .execute();
  return affected ?? 0;
}

/** Of one agency's agreements under a model at most one is in force: `ILLEGAL_TRANSITION` for a second. */
export async function requireNoOther(act: Act, agreement: Agreement): Promise<void> {
  if ((await holdOthersInForce(act, agreement)) > 0) throw new DomainError('ILLEGAL_TRANSITION');
}

import { IsNull, LessThan } from 'typeorm';
import { DomainError } from '../kit/errors';
import type { Sweep } from '../kit/sweeps';
import { unitOfWork } from '../kit/unitOfWork';
import { askAgency, keepAgency } from './acts/askAgency';
import { AgencyReach } from './Officer.entity';

const HOLDS_MS = 10 * 60_000;
const AT_ONCE = 50;

/** Asks again where agencies lie that were not asked about for ten minutes: one that moved is reached where it is now. */
export const followAgencies: Sweep = async ({ stores: { operational }, askService, now }) => {
  const before = new Date(now().getTime() - HOLDS_MS);
  const old = await operational.reads.getRepository(AgencyReach).find({
    where: [{ checkedAt: IsNull() }, { checkedAt: LessThan(before) }],
    order: { checkedAt: 'ASC', agencyId: 'ASC' },
    take: AT_ONCE,
  });
  for (const { agencyId } of old) {
    const agency = await askAgency({ askService }, agencyId).catch(ofNoAnswer);
    if (agency !== null) await unitOfWork(operational, (manager) => keepAgency({ manager, at: now() }, agency));
  }
};

/** Nothing is changed without an answer, and the others are asked all the same; what failed was logged. */
function ofNoAnswer(cause: unknown): null {
  if (cause instanceof DomainError) return null;
  throw cause;
}

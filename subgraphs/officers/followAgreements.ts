import { In, IsNull, MoreThan } from 'typeorm';
import { agreementEnds } from '../../schema/services';
import type { Store } from '../kit/store';
import type { Sweep } from '../kit/sweeps';
import { Authorization } from './Authorization.entity';
import { revokeForAgreement } from './revokeForAgreement';

const MAX_ASKED = 500;

/**
 * R9: asks jurisdictions which agreements of open authorizations have ended, and ends these with that same instant. What
 * decides on an act is the agreement's status as of the act, so that nobody acts in between.
 */
export const followAgreements: Sweep = async ({ stores: { operational }, askService, now, newId }) => {
  const open = await openAgreements(operational, now());
  for (let at = 0; at < open.length; at += MAX_ASKED) {
    const { ends } = await askService({
      subgraph: 'jurisdictions',
      operation: 'agreementEnds',
      input: { agreements: open.slice(at, at + MAX_ASKED) },
      answer: agreementEnds,
    });
    for (const { agreement, at: endedAt } of ends)
      await revokeForAgreement({ operational, newId }, { agreement, at: new Date(endedAt) });
  }
};

async function openAgreements({ reads }: Store, now: Date): Promise<readonly string[]> {
  const open = await reads.getRepository(Authorization).find({
    select: { id: true, agreementId: true },
    where: [{ status: In(['PENDING', 'ACTIVE']), endedAt: IsNull() }, { endedAt: MoreThan(now) }],
  });
  return [...new Set(open.map(({ agreementId }) => agreementId))].sort();
}

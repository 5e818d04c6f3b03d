import { In, IsNull, MoreThan } from 'typeorm';
import type { Act } from '../kit/acts';
import type { SubgraphContext } from '../kit/context';
import { performAsService } from '../kit/serviceActs';
import { Authorization } from './Authorization.entity';
import { changeOfficer } from './acts/changeOfficer';

export interface AgreementEnd {
  readonly agreement: string;
  /** The instant at which it ended. */
  readonly at: Date;
}

/**
 * An agreement ended, or was suspended where its text makes that an end: every authorization under it ends at that same
 * instant, and an officer without another is certified again. Told again it does nothing. Source: MOA IV.D.
 */
export function revokeForAgreement(
  { operational, newId }: Pick<SubgraphContext, 'operational' | 'newId'>,
  { agreement, at }: AgreementEnd,
): Promise<number> {
  const service = { service: 'jurisdictions', operation: 'agreementEnds', at, newId };
  return performAsService(operational, service, (act) => revokeAll(act, agreement));
}

async function revokeAll(act: Act, agreementId: string): Promise<number> {
  const { manager, at } = act;
  const open = await manager.find(Authorization, {
    where: [
      { agreementId, status: In(['PENDING', 'ACTIVE']), endedAt: IsNull() },
      { agreementId, endedAt: MoreThan(at) },
    ],
    order: { officerId: 'ASC' },
  });
  for (const officerId of new Set(open.map((one) => one.officerId))) {
    const own = open.filter((one) => one.officerId === officerId);
    await changeOfficer(act, { id: officerId }, async () => {
      for (const one of own) await revoke(act, one);
    });
  }
  return open.length;
}

/** What came into force only after the agreement had ended, or never, ends with its beginning. */
async function revoke({ manager, at }: Act, { id, status, validFromAt }: Authorization): Promise<void> {
  const endedAt = status === 'PENDING' || validFromAt > at ? validFromAt : at;
  await manager.update(Authorization, { id }, { endedAt, status: 'REVOKED_BY_MOA_END' });
}

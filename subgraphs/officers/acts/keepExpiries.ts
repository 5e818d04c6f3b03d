import type { EntityManager } from 'typeorm';
import type { Act } from '../../kit/acts';
import { Authorization } from '../Authorization.entity';
import { ComplaintNotice } from '../ComplaintNotice.entity';
import { Credential } from '../Credential.entity';
import { Expiry } from '../Expiry.entity';
import { Officer } from '../Officer.entity';
import { RefresherRecord } from '../RefresherRecord.entity';
import { type Expiring, expiriesOf } from '../rules/expiriesOf';

/** Makes what runs out of one officer follow from his papers; what stays the same stays the same row. */
export async function keepExpiries({ manager, newId }: Pick<Act, 'manager' | 'newId'>, id: string): Promise<void> {
  const officer = await manager.findOneByOrFail(Officer, { id });
  const { agencyId } = officer;
  const wanted = expiriesOf({ officer, ...(await papersOf(manager, id)) });
  const known = await manager.findBy(Expiry, { officerId: id });
  for (const row of known) if (!wanted.some((one) => isSame(one, row))) await manager.delete(Expiry, { id: row.id });
  for (const one of wanted)
    if (!known.some((row) => isSame(one, row)))
      await manager.insert(Expiry, { ...one, id: newId(), officerId: id, agencyId });
  const shown = wanted.filter(({ kind }) => kind !== 'COMPLAINT').map(({ expiresAt }) => expiresAt.getTime());
  const nextExpiryAt = shown.length === 0 ? null : new Date(Math.min(...shown));
  await manager.update(Officer, { id }, { nextExpiryAt, version: () => 'version' });
}

function isSame(one: Expiring, row: Expiry): boolean {
  return one.kind === row.kind && one.expiresAt.getTime() === row.expiresAt.getTime();
}

async function papersOf(manager: EntityManager, officerId: string) {
  return {
    authorizations: await manager.findBy(Authorization, { officerId }),
    credentials: await manager.findBy(Credential, { officerId }),
    refreshers: await manager.findBy(RefresherRecord, { officerId }),
    complaints: await manager.findBy(ComplaintNotice, { officerId }),
  };
}

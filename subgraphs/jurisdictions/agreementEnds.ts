import { type DataSource, In } from 'typeorm';
import { type AgreementEnds, agreementEndsInput } from '../../schema/services';
import { EventRow } from '../kit/Act.entity';
import type { ServiceOperation } from '../kit/definition';
import { Agreement } from './Agreement.entity';
import { MoaTemplate } from './MoaTemplate.entity';
import { actingStatusAt, boundariesOf, ENDED } from './rules/statusAt';

/**
 * R9: those of the agreements whose officers have lost every authorization under them, and since when: the ended ones,
 * and the suspended ones whose text lets a suspension take effect at once, as JEM and TFM do; WSO's only pauses them.
 */
export const agreementEnds: ServiceOperation = async (
  body,
  { operational: { reads } },
  now,
): Promise<AgreementEnds> => {
  const { agreements: ids } = agreementEndsInput.parse(body);
  const agreements = await reads.getRepository(Agreement).find({ where: { id: In(ids) }, order: { id: 'ASC' } });
  const templates = await reads.getRepository(MoaTemplate).findBy({ suspensionNoticeDays: 0 });
  const atOnce = new Set(templates.map(({ model }) => model));
  const ends: AgreementEnds['ends'] = [];
  for (const agreement of agreements) {
    const status = actingStatusAt(agreement, now);
    const isEnd = ENDED.includes(status) || (status === 'SUSPENDED' && atOnce.has(agreement.model));
    if (isEnd) ends.push({ agreement: agreement.id, status, at: (await endedAt(reads, agreement, now)).toISOString() });
  }
  return { ends };
};

/** By itself at a known instant, or by the act that is on record; now where there is neither, as the past is not to be guessed. */
async function endedAt(reads: DataSource, agreement: Agreement, now: Date): Promise<Date> {
  const [byItself] = boundariesOf(agreement).filter(([instant]) => instant <= now);
  if (byItself !== undefined) return byItself[0];
  const event = await reads.getRepository(EventRow).findOne({
    where: { entity: 'Agreement', entityId: agreement.id, toStatus: agreement.status },
    order: { at: 'DESC', id: 'DESC' },
  });
  return event?.at ?? now;
}

import { IsNull, Not } from 'typeorm';
import { type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { keepEvent } from '../../kit/transitions';
import { rows } from '../rows';
import { ServiceRecord } from '../ServiceRecord.entity';

export interface ServiceStepInput extends ActInput {
  readonly service: string;
}

type Step = 'notifyIce' | 'acknowledgeServiceNotice';

/** ICE was told of a service, or has seen the notice; each once, in this order. Source: MOA appendix A. */
export async function stepService(mutation: Step, input: ServiceStepInput, context: SubgraphContext): Promise<string> {
  const service = await context.rows.one(rows.service, input.service);
  if (service === null) throw new DomainError('NOT_FOUND');
  return perform({ mutation, input }, context, async (act) => {
    const isNotice = mutation === 'notifyIce';
    const due = isNotice
      ? { iceNotifiedAt: IsNull() }
      : { iceNotifiedAt: Not(IsNull()), noticeAcknowledgedAt: IsNull() };
    const { affected } = await act.manager.update(
      ServiceRecord,
      { id: service.id, ...due },
      isNotice ? { iceNotifiedAt: act.at } : { noticeAcknowledgedAt: act.at },
    );
    if (affected !== 1) throw new DomainError('ILLEGAL_TRANSITION');
    const [fromStatus, toStatus] = isNotice ? ['SERVED', 'NOTIFIED'] : ['NOTIFIED', 'ACKNOWLEDGED'];
    await keepEvent(act, { entity: 'ServiceRecord', entityId: service.id, fromStatus, toStatus, reason: null });
    return service.id;
  });
}

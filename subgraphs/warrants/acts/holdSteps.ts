import { IsNull } from 'typeorm';
import { type Act, type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { plainText } from '../../kit/plainText';
import { keepEvent } from '../../kit/transitions';
import { Booking } from '../Booking.entity';
import { Hold } from '../Hold.entity';
import { rows } from '../rows';
import { Subject } from '../Subject.entity';

export interface HoldStepInput extends ActInput {
  readonly hold: string;
  /** Of `confirmRelease` alone. */
  readonly reason?: string;
  /** Of `confirmCustodyAssumed` alone. */
  readonly receivingOffice?: string;
}

type Step = 'confirmCustodyAssumed' | 'cancelHold' | 'confirmRelease';

/** Why a step ends a hold, and what the custody of the person is after it. */
const ENDS: Readonly<Record<Step, (input: HoldStepInput) => readonly [reason: string, custody: string]>> = {
  confirmCustodyAssumed: () => ['ICE_CUSTODY', 'TRANSFERRED'],
  cancelHold: () => ['CANCELLED_BY_ICE', 'RELEASED'],
  confirmRelease: ({ reason }) => [reason ?? 'DEADLINE_RELEASE', 'RELEASED'],
};

/** Ends a hold. Nothing extends one, and one that ended late stays late. `NOT_FOUND` for one not reached. */
export async function endHold(mutation: Step, input: HoldStepInput, context: SubgraphContext): Promise<string> {
  const hold = await context.rows.one(rows.hold, input.hold);
  if (hold === null) throw new DomainError('NOT_FOUND');
  const office = input.receivingOffice ?? null;
  if (office !== null && !plainText.safeParse(office).success) throw new DomainError('INPUT_INVALID');
  return perform({ mutation, input }, context, async (act) => {
    const [endReason, custody] = ENDS[mutation](input);
    const { affected } = await act.manager.update(
      Hold,
      { id: hold.id, endedAt: IsNull() },
      { endedAt: act.at, endReason, receivingOffice: office?.trim() ?? null },
    );
    if (affected !== 1) throw new DomainError('ILLEGAL_TRANSITION');
    await keepEvent(act, {
      ...{ entity: 'Hold', entityId: hold.id, fromStatus: 'RUNNING', toStatus: custody },
      reason: endReason,
    });
    await leave(act, hold, custody);
    return hold.id;
  });
}

async function leave({ manager, at }: Act, { subjectId }: Hold, custodyStatus: string): Promise<void> {
  const subject = await manager.findOneByOrFail(Subject, { id: subjectId });
  const booking = await manager.findOneBy(Booking, { id: subject.currentBookingId ?? '' });
  if (booking === null) return;
  await manager.update(Booking, { id: booking.id }, { custodyStatus, releasedAt: booking.releasedAt ?? at });
}

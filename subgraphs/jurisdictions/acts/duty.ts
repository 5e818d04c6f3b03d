import { type ActInput, perform } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { expectVersion, keepEvent } from '../../kit/transitions';
import { Overtaken } from '../../kit/unitOfWork';
import { countChange } from '../ActingRevision.entity';
import { DutyContact } from '../FieldOffice.entity';
import { rows } from '../rows';
import { reached } from './reached';

const MAX_SHIFT_MS = 31 * 24 * 3_600_000;

interface RecordInput extends ActInput {
  readonly fieldOffice: string;
  readonly position: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Answers the id of the shift. A shift ends: nobody is on duty for good. */
export async function recordDutyContact(input: RecordInput, context: SubgraphContext): Promise<string> {
  const { id: fieldOfficeId } = reached(await context.rows.one(rows.fieldOffice, input.fieldOffice));
  const { position, startsAt, endsAt } = input;
  const lasts = endsAt.getTime() - startsAt.getTime();
  if (lasts <= 0 || lasts > MAX_SHIFT_MS || endsAt <= context.now()) throw new DomainError('INPUT_INVALID');
  return perform({ mutation: 'recordDutyContact', input }, context, async (act) => {
    const id = act.newId();
    await act.manager.insert(DutyContact, { id, fieldOfficeId, position, startsAt, endsAt });
    const kept = { entity: 'DutyContact', entityId: id, fromStatus: null, toStatus: 'RECORDED', reason: null };
    await keepEvent(act, kept);
    await countChange(act.manager);
    return id;
  });
}

interface EndInput extends ActInput {
  readonly dutyContact: string;
  readonly expectedVersion?: number | null;
}

/** A shift that is over cannot be ended: `ILLEGAL_TRANSITION`. One that has not begun never does. */
export async function endDutyContact(input: EndInput, context: SubgraphContext): Promise<string> {
  const { id } = reached(await context.rows.one(rows.dutyContact, input.dutyContact));
  await perform({ mutation: 'endDutyContact', input }, context, async (act) => {
    const shift = await act.manager.findOneByOrFail(DutyContact, { id });
    expectVersion(shift, input.expectedVersion);
    if (shift.endsAt <= act.at) throw new DomainError('ILLEGAL_TRANSITION');
    const { affected } = await act.manager.update(DutyContact, { id, version: shift.version }, { endsAt: act.at });
    if (affected !== 1) throw new Overtaken();
    await keepEvent(act, {
      entity: 'DutyContact',
      entityId: id,
      fromStatus: 'RECORDED',
      toStatus: 'ENDED',
      reason: null,
    });
    await countChange(act.manager);
    return id;
  });
  await answerEnding(context);
  return id;
}

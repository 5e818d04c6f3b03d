import type { Act } from '../../kit/acts';
import { keepEvent } from '../../kit/transitions';
import { Overtaken } from '../../kit/unitOfWork';
import { Agreement, AgreementEvent } from '../Agreement.entity';
import { boundariesOf, statusAt } from '../rules/statusAt';

/** Writes down what became of an agreement by itself until now, before an act changes it; answers it as it stands. */
export async function settle(act: Act, agreement: Agreement): Promise<Agreement> {
  const passed = boundariesOf(agreement).filter(([instant]) => instant <= act.at);
  if (passed.length === 0) return agreement;
  const { id, version, status: fromStatus } = agreement;
  const status = statusAt(agreement, act.at);
  const isSuspended = agreement.isSuspended || passed.some(([, next]) => next === 'SUSPENDED');
  const { affected } = await act.manager.update(
    Agreement,
    { id, version },
    { status, isSuspended, dueStatus: null, dueAt: null },
  );
  if (affected !== 1) throw new Overtaken();
  const [dueAt] = passed.at(-1) ?? [act.at];
  // It happened then; this act only writes it down.
  await keepEvent(
    { ...act, at: dueAt },
    { entity: 'Agreement', entityId: id, fromStatus, toStatus: status, reason: 'DUE' },
  );
  const seenOn = dueAt.toISOString().slice(0, 10);
  await act.manager.insert(AgreementEvent, { id: act.newId(), agreementId: id, code: status, seenOn });
  return act.manager.findOneByOrFail(Agreement, { id });
}

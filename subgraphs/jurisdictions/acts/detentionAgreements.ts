import { type ActInput, perform } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { expectVersion, keepEvent } from '../../kit/transitions';
import { Overtaken } from '../../kit/unitOfWork';
import { countChange } from '../ActingRevision.entity';
import { DetentionAgreement } from '../DetentionAgreement.entity';
import { rows } from '../rows';
import { reached } from './reached';

const REFERENCE = /^[A-Za-z0-9 .,&'()/-]{1,60}$/;

interface RecordInput extends ActInput {
  readonly facility: string;
  readonly reference: string;
  readonly startsOn: string;
  readonly endsOn?: string | null;
}

/** Answers the id of the detention agreement. */
export async function recordDetentionAgreement(input: RecordInput, context: SubgraphContext): Promise<string> {
  const { id: facilityId } = reached(await context.rows.one(rows.facility, input.facility));
  const { reference, startsOn, endsOn = null } = input;
  if (!REFERENCE.test(reference) || (endsOn !== null && endsOn < startsOn)) throw new DomainError('INPUT_INVALID');
  return perform({ mutation: 'recordDetentionAgreement', input }, context, async (act) => {
    const id = act.newId();
    await act.manager.insert(DetentionAgreement, { id, facilityId, reference, startsOn, endsOn });
    const kept = { entity: 'DetentionAgreement', entityId: id, fromStatus: null, toStatus: 'RECORDED', reason: null };
    await keepEvent(act, kept);
    await countChange(act.manager);
    return id;
  });
}

interface EndInput extends ActInput {
  readonly detentionAgreement: string;
  readonly endsOn: string;
  readonly expectedVersion?: number | null;
}

/** An end moves to an earlier day alone, `INPUT_INVALID` else: a longer term is an agreement of its own. */
export async function endDetentionAgreement(input: EndInput, context: SubgraphContext): Promise<string> {
  const { id } = reached(await context.rows.one(rows.detentionAgreement, input.detentionAgreement));
  await perform({ mutation: 'endDetentionAgreement', input }, context, async (act) => {
    const { version, startsOn, endsOn } = await act.manager.findOneByOrFail(DetentionAgreement, { id });
    expectVersion({ version }, input.expectedVersion);
    const isEarlier = endsOn === null || input.endsOn < endsOn;
    if (input.endsOn < startsOn || !isEarlier) throw new DomainError('INPUT_INVALID');
    const { affected } = await act.manager.update(DetentionAgreement, { id, version }, { endsOn: input.endsOn });
    if (affected !== 1) throw new Overtaken();
    const kept = {
      entity: 'DetentionAgreement',
      entityId: id,
      fromStatus: 'RECORDED',
      toStatus: 'ENDED',
      reason: null,
    };
    await keepEvent(act, kept);
    await countChange(act.manager);
    return id;
  });
  await answerEnding(context);
  return id;
}

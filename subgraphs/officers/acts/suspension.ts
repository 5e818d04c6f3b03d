import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { actOnOfficer, type OfficerInput } from './changeOfficer';
import { isOffDuty } from './completePapers';
import { stepOfficer } from './settle';

interface ReasonInput extends OfficerInput {
  readonly reason: string;
}

/** ICE takes an officer off duty for a while; answered when no statement says otherwise any more. */
export async function suspendOfficer(input: ReasonInput, context: SubgraphContext): Promise<string> {
  const id = await actOnOfficer({ mutation: 'suspendOfficer', input }, context, (act, officer) =>
    stepOfficer(act, officer.id, { reason: input.reason }),
  );
  await answerEnding(context);
  return id;
}

/** ICE lets a suspended officer act again; not before a complaint that keeps him off duty is adjudicated. */
export function reinstateOfficer(input: OfficerInput, context: SubgraphContext): Promise<string> {
  return actOnOfficer({ mutation: 'reinstateOfficer', input }, context, async (act, officer) => {
    if (await isOffDuty(act, officer)) throw new DomainError('ILLEGAL_TRANSITION');
    await stepOfficer(act, officer.id);
  });
}

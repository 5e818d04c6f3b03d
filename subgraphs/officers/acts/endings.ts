import { In, IsNull, MoreThan } from 'typeorm';
import type { Act } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { Authorization } from '../Authorization.entity';
import { Officer } from '../Officer.entity';
import { actOnOfficer, expectAllowed, type OfficerInput } from './changeOfficer';
import { expectInput, expectPast } from './days';
import { endCredentials, stepOfficer } from './settle';

export interface WithdrawAuthorizationInput extends OfficerInput {
  readonly noticeSignedOn: string;
  readonly effectiveAt?: Date | null;
  readonly reason: string;
}

const OF_OTHER_ACTS: readonly string[] = ['DEPARTED', 'SUPERSEDED'];

/**
 * ICE withdraws an officer's authorizations by a written notice, at once or at a later instant. Answered when no
 * statement says otherwise any more. Source: MOA IV.D.
 */
export async function withdrawAuthorization(
  input: WithdrawAuthorizationInput,
  context: SubgraphContext,
): Promise<string> {
  const { noticeSignedOn, effectiveAt = null, reason } = input;
  const id = await actOnOfficer({ mutation: 'withdrawAuthorization', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    expectPast(noticeSignedOn, act.at);
    expectInput((effectiveAt === null || effectiveAt >= act.at) && !OF_OTHER_ACTS.includes(reason));
    const notice = { withdrawalNoticeOn: noticeSignedOn, withdrawalReason: reason };
    await endAuthorizations({ ...act, at: effectiveAt ?? act.at }, officer.id, notice);
    if (effectiveAt !== null && effectiveAt > act.at) return;
    await stepOfficer(act, officer.id, { reason });
    await endCredentials(act, officer.id);
  });
  await answerEnding(context);
  return id;
}

/** The officer is to leave the programme on a day: ICE is told ahead, where practicable by 90 days. Source: MOA IV.D. */
export function reportOfficerLeaving(
  input: OfficerInput & { readonly leavesOn: string },
  context: SubgraphContext,
): Promise<string> {
  return actOnOfficer({ mutation: 'reportOfficerLeaving', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    expectInput(input.leavesOn >= act.at.toISOString().slice(0, 10));
    const notice = { leavingOn: input.leavesOn, leavingNoticedAt: act.at };
    await act.manager.update(Officer, { id: officer.id }, notice);
  });
}

/** The officer has left: every authorization ends and the credential is to be returned. */
export async function recordDeparture(input: OfficerInput, context: SubgraphContext): Promise<string> {
  const id = await actOnOfficer({ mutation: 'recordDeparture', input }, context, async (act, officer) => {
    await stepOfficer(act, officer.id);
    await endAuthorizations(act, officer.id, { withdrawalReason: 'DEPARTED' });
    await endCredentials(act, officer.id);
  });
  await answerEnding(context);
  return id;
}

/** Ends, at the act's instant, what has not ended by then; what never came into force ends with its beginning. */
async function endAuthorizations({ manager, at }: Act, officerId: string, notice: object): Promise<void> {
  const open = [
    { officerId, status: In(['PENDING', 'ACTIVE']), endedAt: IsNull() },
    { officerId, endedAt: MoreThan(at) },
  ];
  for (const { id, status, validFromAt } of await manager.findBy(Authorization, open)) {
    const endedAt = status === 'PENDING' ? validFromAt : at;
    await manager.update(Authorization, { id }, { ...notice, endedAt, status: 'WITHDRAWN' });
  }
}

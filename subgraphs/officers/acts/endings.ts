import { In, IsNull, MoreThan } from 'typeorm';
import type { Act } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { Authorization } from '../Authorization.entity';
import { Officer } from '../Officer.entity';
import { revocationDueAt } from '../rules/revocationDueAt';
import { actOnOfficer, expectAllowed, type OfficerInput } from './changeOfficer';
import { clausesFor } from './clausesFor';
import { expectInput, expectPast } from './days';
import { endCredentials, stepOfficer } from './settle';

export interface WithdrawAuthorizationInput extends OfficerInput {
  readonly noticeSignedOn: string;
  readonly effectiveAt?: Date | null;
  readonly reason: string;
}

export interface RevokeAuthorizationInput extends OfficerInput {
  readonly decidedAt?: Date | null;
  readonly effectiveAt?: Date | null;
}

/** From which instant on authorizations end, null: at once; and what is kept of the notice. */
interface Ending {
  readonly effectiveAt: Date | null;
  readonly notice: Partial<Authorization>;
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
  const { noticeSignedOn, effectiveAt = null, reason: withdrawalReason } = input;
  const id = await actOnOfficer({ mutation: 'withdrawAuthorization', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    expectPast(noticeSignedOn, act.at);
    expectInput(!OF_OTHER_ACTS.includes(withdrawalReason));
    const notice = { withdrawalNoticeOn: noticeSignedOn, withdrawalReason };
    await withdraw(act, officer, { effectiveAt, notice });
  });
  await answerEnding(context);
  return id;
}

/**
 * The officer's agency revokes his authorizations where the agreement's text lets it, at once or at a later instant; the
 * act is the notice to ICE, and a late one is kept as one. ICE's own notice stays on record. Source: TFM IX.
 */
export async function revokeAuthorization(input: RevokeAuthorizationInput, context: SubgraphContext): Promise<string> {
  const id = await actOnOfficer({ mutation: 'revokeAuthorization', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    const decidedAt = input.decidedAt ?? act.at;
    const dueAt = revocationDueAt(await clausesFor(act.manager, officer), decidedAt);
    expectInput(dueAt !== null && decidedAt <= act.at);
    const notice = { revocationDecidedAt: decidedAt, revocationDueAt: dueAt, revocationNoticedAt: act.at };
    await withdraw(act, officer, { effectiveAt: input.effectiveAt ?? null, notice });
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

/** Ends all authorizations by a notice; of one that takes effect later, the officer's state follows by itself. */
async function withdraw(act: Act, officer: Officer, { effectiveAt, notice }: Ending): Promise<void> {
  expectInput(effectiveAt === null || effectiveAt >= act.at);
  const ended = await endAuthorizations({ ...act, at: effectiveAt ?? act.at }, officer.id, notice);
  if (ended === 0) throw new DomainError('ILLEGAL_TRANSITION');
  if (effectiveAt !== null && effectiveAt > act.at) return;
  await stepOfficer(act, officer.id, { reason: notice.withdrawalReason ?? null });
  await endCredentials(act, officer.id);
}

/**
 * Ends, at the act's instant, what has not ended by then; what never came into force ends with its beginning. Answers
 * how many that were.
 */
async function endAuthorizations(
  { manager, at }: Act,
  officerId: string,
  notice: Partial<Authorization>,
): Promise<number> {
  const open = [
    { officerId, status: In(['PENDING', 'ACTIVE']), endedAt: IsNull() },
    { officerId, endedAt: MoreThan(at) },
  ];
  const found = await manager.findBy(Authorization, open);
  for (const { id, status, validFromAt } of found) {
    const endedAt = status === 'PENDING' ? validFromAt : at;
    await manager.update(Authorization, { id }, { ...notice, endedAt, status: 'WITHDRAWN' });
  }
  return found.length;
}

import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { AgreementNotice } from '../Agreement.entity';
import { withdrawalWhileSuspended } from '../rules/agreementTransitions';
import { type AgreementInput, changeAgreement } from './changeAgreement';
import { giveNotice, type NoticeInput, noticeDays, otherwise, ownNotice } from './notices';
import { requireNoOther } from './othersInForce';

/** Under a text that sets days for it; where it sets none the way is `suspendAgreement`. */
export async function giveSuspensionNotice(input: NoticeInput, context: SubgraphContext): Promise<string> {
  const id = await changeAgreement({ mutation: 'giveSuspensionNotice', input, context }, async (step) => {
    const afterDays = await noticeDays(step, 'SUSPENSION');
    if (afterDays === 0) throw otherwise(step.act, step.agreement.status);
    const dueAt = await giveNotice(step, input, { kind: 'SUSPENSION', afterDays });
    return { event: 'SUSPENSION_NOTICED', set: { dueStatus: 'SUSPENDED', dueAt } };
  });
  await answerEnding(context);
  return id;
}

/** At once: under a text that sets no days, or in exigent circumstances. */
export async function suspendAgreement(input: NoticeInput, context: SubgraphContext): Promise<string> {
  const id = await changeAgreement({ mutation: 'suspendAgreement', input, context }, async (step) => {
    const mayAtOnce = input.exigent === true || (await noticeDays(step, 'SUSPENSION')) === 0;
    if (!mayAtOnce) throw otherwise(step.act, step.agreement.status);
    await giveNotice(step, input, { kind: 'SUSPENSION', afterDays: 0 });
    return { event: 'SUSPENDED', set: { isSuspended: true, dueStatus: null, dueAt: null } };
  });
  await answerEnding(context);
  return id;
}

/** By the party that suspended, and not beside a renewal in force. */
export function reinstateAgreement(input: AgreementInput, context: SubgraphContext): Promise<string> {
  return changeAgreement({ mutation: 'reinstateAgreement', input, context }, async ({ act, agreement }) => {
    if (agreement.status === 'SUSPENDED') {
      await ownNotice(act, agreement, 'SUSPENSION');
      await requireNoOther(act, agreement);
    }
    return { event: 'REINSTATED', set: { isSuspended: false } };
  });
}

/** By the party that gave it; one of termination leaves a suspended agreement suspended. */
export function withdrawAgreementNotice(input: AgreementInput, context: SubgraphContext): Promise<string> {
  return changeAgreement({ mutation: 'withdrawAgreementNotice', input, context }, async ({ act, agreement }) => {
    const set = { dueStatus: null, dueAt: null };
    const event = 'NOTICE_WITHDRAWN';
    if (agreement.dueStatus === null) return { event, set };
    const kind = agreement.dueStatus === 'SUSPENDED' ? 'SUSPENSION' : 'TERMINATION';
    const { id } = await ownNotice(act, agreement, kind);
    await act.manager.update(AgreementNotice, { id }, { withdrawnAt: act.at });
    return agreement.isSuspended ? { event, set, transitions: withdrawalWhileSuspended } : { event, set };
  });
}

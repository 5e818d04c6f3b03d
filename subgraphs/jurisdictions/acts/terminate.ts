import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { type AgreementAct, type AgreementInput, changeAgreement } from './changeAgreement';
import { giveNotice, type NoticeInput, noticeDays, otherwise } from './notices';
import { requireNoOther } from './othersInForce';
import { isEndingApproved } from './terminationApproval';

const ENDED = { isSuspended: false, dueStatus: null, dueAt: null };

/** Under a text that sets days for it; where it sets none the way is `terminateAgreement`. */
export async function giveTerminationNotice(input: NoticeInput, context: SubgraphContext): Promise<string> {
  const id = await changeAgreement({ mutation: 'giveTerminationNotice', input, context }, async (step) => {
    const afterDays = await noticeDays(step, 'TERMINATION');
    if (afterDays === 0) throw otherwise(step.act, step.agreement.status);
    await requireApproval(step);
    const dueAt = await giveNotice(step, input, { kind: 'TERMINATION', afterDays });
    return { event: 'TERMINATION_NOTICED', set: { dueStatus: 'TERMINATED', dueAt } };
  });
  await answerEnding(context);
  return id;
}

/** At once: under a text that sets the party no days, or in exigent circumstances. */
export async function terminateAgreement(input: NoticeInput, context: SubgraphContext): Promise<string> {
  const id = await changeAgreement({ mutation: 'terminateAgreement', input, context }, async (step) => {
    const mayAtOnce = input.exigent === true || (await noticeDays(step, 'TERMINATION')) === 0;
    if (!mayAtOnce) throw otherwise(step.act, step.agreement.status);
    await requireApproval(step);
    await giveNotice(step, input, { kind: 'TERMINATION', afterDays: 0 });
    return { event: 'TERMINATED', set: ENDED };
  });
  await answerEnding(context);
  return id;
}

/** ICE's list says that an agreement left it and not why: ICE says that it is in force nevertheless, and beside no renewal. */
export function confirmAgreementInForce(input: AgreementInput, context: SubgraphContext): Promise<string> {
  return changeAgreement({ mutation: 'confirmAgreementInForce', input, context }, async ({ act, agreement }) => {
    if (agreement.status === 'DELISTED_UNKNOWN') await requireNoOther(act, agreement);
    return { event: 'CONFIRMED_IN_FORCE' };
  });
}

export async function confirmAgreementEnded(input: AgreementInput, context: SubgraphContext): Promise<string> {
  const id = await changeAgreement({ mutation: 'confirmAgreementEnded', input, context }, async (step) => {
    if (step.agreement.status === 'DELISTED_UNKNOWN') await requireApproval(step);
    return { event: 'CONFIRMED_ENDED', set: ENDED };
  });
  await answerEnding(context);
  return id;
}

/** R22: where state law asks for an approval of the ending, nobody ends an agreement without it; suspending needs none. */
async function requireApproval(step: AgreementAct): Promise<void> {
  if (await isEndingApproved(step)) return;
  const allowed = step.act.caller.acts.filter((name) => name === 'recordTerminationApproval');
  throw new DomainError('ILLEGAL_TRANSITION', allowed);
}

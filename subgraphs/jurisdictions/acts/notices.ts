import { IsNull } from 'typeorm';
import type { Act } from '../../kit/acts';
import { dayAfter } from '../../kit/days';
import { DomainError } from '../../kit/errors';
import { allowedIn } from '../../kit/transitions';
import { type Agreement, AgreementNotice } from '../Agreement.entity';
import { MoaTemplate } from '../MoaTemplate.entity';
import { agreementTransitions } from '../rules/agreementTransitions';
import type { AgreementAct, AgreementInput } from './changeAgreement';
import { partyOf } from './reached';

export interface NoticeInput extends AgreementInput {
  readonly receivedOn: string;
  readonly exigent?: boolean;
}

export type NoticeKind = 'SUSPENSION' | 'TERMINATION';

/** The days that the agreement's text sets the caller's party for a notice; without a text that of the newest of its model. */
export async function noticeDays({ act, agreement }: AgreementAct, kind: NoticeKind): Promise<number> {
  const template =
    agreement.templateId === null
      ? await act.manager.findOne(MoaTemplate, { where: { model: agreement.model }, order: { revisionOn: 'DESC' } })
      : await act.manager.findOneBy(MoaTemplate, { id: agreement.templateId });
  if (template === null) throw new DomainError('ILLEGAL_TRANSITION');
  if (kind === 'SUSPENSION') return template.suspensionNoticeDays;
  return partyOf(act.caller) === 'ICE' ? template.iceTerminationNoticeDays : template.leaTerminationNoticeDays;
}

/** Keeps a notice; answers when it takes effect: 00:00 of the day so many days after receipt, or at once. */
export async function giveNotice(
  { act, agreement, days }: AgreementAct,
  { receivedOn, exigent = false }: NoticeInput,
  { kind, afterDays }: { readonly kind: NoticeKind; readonly afterDays: number },
): Promise<Date> {
  days.requirePast(receivedOn, act.at);
  const effectiveAt = afterDays === 0 ? act.at : days.startOf(dayAfter(receivedOn, { days: afterDays }));
  await act.manager.insert(AgreementNotice, {
    id: act.newId(),
    agreementId: agreement.id,
    kind,
    givenBy: partyOf(act.caller),
    receivedOn,
    effectiveAt,
    exigent,
    fromStatus: agreement.status,
    withdrawnAt: null,
  });
  return effectiveAt;
}

/** The latest notice of a kind that stands; `ILLEGAL_TRANSITION` unless the caller's own party gave it. */
export async function ownNotice(act: Act, { id, status }: Agreement, kind: NoticeKind): Promise<AgreementNotice> {
  const notice = await act.manager.findOne(AgreementNotice, {
    where: { agreementId: id, kind, withdrawnAt: IsNull() },
    order: { effectiveAt: 'DESC', id: 'DESC' },
  });
  if (notice === null || notice.givenBy !== partyOf(act.caller)) throw otherwise(act, status);
  return notice;
}

/** The refusal of what a state would allow but the text, the law or the other party's notice does not. */
export function otherwise({ caller, mutation }: Act, status: string): DomainError {
  const allowed = allowedIn(status, agreementTransitions, caller.acts);
  return new DomainError(
    'ILLEGAL_TRANSITION',
    allowed.filter((name) => name !== mutation),
  );
}

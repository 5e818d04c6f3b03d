import { In } from 'typeorm';
import { type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { keepEvent } from '../../kit/transitions';
import { countChange } from '../ActingRevision.entity';
import { Agency } from '../Agency.entity';
import { Agreement, AgreementApproval } from '../Agreement.entity';
import { policiesOfAgencies } from '../policiesOfAgencies';
import { rows } from '../rows';
import { type AgencyDays, daysOfAgency } from './agencyDays';
import type { AgreementAct } from './changeAgreement';
import { reached } from './reached';

export interface ApprovalInput extends ActInput {
  readonly agreement: string;
  readonly body: string;
  readonly approvedOn: string;
  readonly reference: string;
}

const BODY = /^[A-Za-z0-9 .,&'()/-]{1,80}$/;
const REFERENCE = /^[A-Za-z0-9 .,&'()/-]{1,60}$/;

/** Whether every body that the law in force asks has approved the agreement's ending. */
export async function isEndingApproved({ act, agreement, days }: AgreementAct): Promise<boolean> {
  const bodies = await approvingBodies({ act, agreement, days });
  if (bodies.length === 0) return true;
  const recorded = await act.manager.findBy(AgreementApproval, {
    agreementId: agreement.id,
    kind: 'TERMINATION',
    body: In([...bodies]),
  });
  return bodies.every((body) => recorded.some((approval) => approval.body === body));
}

async function approvingBodies({ act, agreement, days }: AgreementAct): Promise<readonly string[]> {
  const { manager, at } = act;
  const agency = await manager.findOneByOrFail(Agency, { id: agreement.agencyId });
  const policies = await policiesOfAgencies(manager, [agency]);
  return policies
    .filter(({ effectiveFrom, effectiveTo }) => isInForce({ effectiveFrom, effectiveTo }, { at, days }))
    .map(({ terminationApprovalBody }) => terminationApprovalBody)
    .filter((body) => body !== null);
}

function isInForce(
  { effectiveFrom, effectiveTo }: { readonly effectiveFrom: string; readonly effectiveTo: string | null },
  { at, days }: { readonly at: Date; readonly days: AgencyDays },
): boolean {
  return days.startOf(effectiveFrom) <= at && (effectiveTo === null || days.endOf(effectiveTo) > at);
}

export function recordStateApproval(input: ApprovalInput, context: SubgraphContext): Promise<string> {
  return recordApproval({ mutation: 'recordStateApproval', kind: 'AGREEMENT' }, input, context);
}

export function recordTerminationApproval(input: ApprovalInput, context: SubgraphContext): Promise<string> {
  return recordApproval({ mutation: 'recordTerminationApproval', kind: 'TERMINATION' }, input, context);
}

/** Answers the agreement's id. Its state stays, so that it is no step; an approval is never changed. */
async function recordApproval(
  { mutation, kind }: { readonly mutation: string; readonly kind: 'AGREEMENT' | 'TERMINATION' },
  input: ApprovalInput,
  context: SubgraphContext,
): Promise<string> {
  const { id } = reached(await context.rows.one(rows.agreement, input.agreement));
  const { body, approvedOn, reference } = input;
  if (!BODY.test(body) || !REFERENCE.test(reference)) throw new DomainError('INPUT_INVALID');
  return perform({ mutation, input }, context, async (act) => {
    const agreement = await act.manager.findOneByOrFail(Agreement, { id });
    const days = await daysOfAgency(act.manager, agreement.agencyId);
    days.requirePast(approvedOn, act.at);
    const isAsked = kind === 'AGREEMENT' || (await approvingBodies({ act, agreement, days })).includes(body);
    if (!isAsked) throw new DomainError('INPUT_INVALID');
    const approval = { id: act.newId(), agreementId: id, kind, body, approvedOn, reference };
    await act.manager.insert(AgreementApproval, approval);
    const kept = { entity: 'AgreementApproval', entityId: approval.id, fromStatus: null, toStatus: kind, reason: null };
    await keepEvent(act, kept);
    await countChange(act.manager);
    return id;
  });
}

import { IsNull } from 'typeorm';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { ComplaintNotice } from '../ComplaintNotice.entity';
import { rows } from '../rows';
import { adjudicationDueAt } from '../rules/complaintClock';
import { actOnOfficer, type OfficerInput } from './changeOfficer';
import { clausesFor } from './clausesFor';
import { dueIn } from './complaintDueFor';
import { expectInput } from './days';
import { stepOfficer } from './settle';

export interface FileComplaintNoticeInput extends OfficerInput {
  readonly kind: string;
  readonly receivedAt: Date;
}

export interface AdjudicateComplaintInput extends OfficerInput {
  readonly complaint: string;
  readonly outcome: string;
}

/**
 * The agency tells ICE of a complaint; a late notice is kept as one. Where the agreement sets days for its adjudication the officer is off
 * duty from then on, and it is answered when no statement says otherwise any more. Source: MOA appendix B.
 */
export async function fileComplaintNotice(input: FileComplaintNoticeInput, context: SubgraphContext): Promise<string> {
  const id = await actOnOfficer({ mutation: 'fileComplaintNotice', input }, context, async (act, officer) => {
    const { kind, receivedAt } = input;
    const { manager, at } = act;
    expectInput(receivedAt <= at);
    const endsOn = adjudicationDueAt(await clausesFor(manager, officer), at);
    await manager.insert(ComplaintNotice, {
      ...{ id: act.newId(), officerId: officer.id, agencyId: officer.agencyId, kind, receivedAt, notifiedAt: at },
      dueAt: await dueIn(manager, officer, receivedAt),
      adjudicationDueAt: endsOn,
    });
    if (endsOn !== null && officer.status === 'AUTHORIZED') await stepOfficer(act, officer.id, { reason: 'COMPLAINT' });
  });
  await answerEnding(context);
  return id;
}

/** What came of a complaint. An officer who was off duty for it is reinstated by an act of its own. */
export async function adjudicateComplaint(input: AdjudicateComplaintInput, context: SubgraphContext): Promise<string> {
  const known = await context.rows.one(rows.complaint, input.complaint);
  if (known === null || known.officerId !== input.officer) throw new DomainError('NOT_FOUND');
  return actOnOfficer({ mutation: 'adjudicateComplaint', input }, context, async ({ manager, at }) => {
    const open = { id: known.id, adjudicatedAt: IsNull() };
    const { affected } = await manager.update(ComplaintNotice, open, { adjudicatedAt: at, outcome: input.outcome });
    if (affected !== 1) throw new DomainError('ILLEGAL_TRANSITION');
  });
}

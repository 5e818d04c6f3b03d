import { IsNull, Not } from 'typeorm';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { dayAfter } from '../../kit/days';
import { DomainError } from '../../kit/errors';
import { Certification } from '../Certification.entity';
import { Officer } from '../Officer.entity';
import { RefresherRecord } from '../RefresherRecord.entity';
import { actOnOfficer, expectAllowed, type OfficerInput } from './changeOfficer';
import { clausesFor } from './clausesFor';
import { expectFuture, expectInput, expectPast } from './days';

interface RequireRefresherInput extends OfficerInput {
  readonly dueOn: string;
}

/** ICE requires a refresher, not more often than the agreement's text allows. Source: MOA IV.C. */
export async function requireRefresher(input: RequireRefresherInput, context: SubgraphContext): Promise<string> {
  const id = await actOnOfficer({ mutation: 'requireRefresher', input }, context, async (act, officer) => {
    const { dueOn } = input;
    const { manager } = act;
    expectAllowed(act, officer);
    expectFuture(dueOn, act.at);
    const { refresherMinMonths } = await clausesFor(manager, officer);
    const [trained] = await manager.find(Certification, {
      where: { officerId: officer.id },
      order: { certifiedOn: 'DESC' },
      take: 1,
    });
    const [refreshed] = await manager.find(RefresherRecord, {
      where: { officerId: officer.id, completedOn: Not(IsNull()) },
      order: { completedOn: 'DESC' },
      take: 1,
    });
    const last = refreshed?.completedOn ?? trained?.certifiedOn ?? null;
    const months = refresherMinMonths;
    expectInput(months === null || last === null || dueOn >= dayAfter(last, { months }));
    await manager.insert(RefresherRecord, { id: act.newId(), officerId: officer.id, requiredAt: act.at, dueOn });
  });
  await answerEnding(context);
  return id;
}

/** The officer took the refreshers that are open. */
export function recordRefresher(
  input: OfficerInput & { readonly completedOn: string },
  context: SubgraphContext,
): Promise<string> {
  return actOnOfficer({ mutation: 'recordRefresher', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    expectPast(input.completedOn, act.at);
    const open = { officerId: officer.id, completedOn: IsNull() };
    const { affected } = await act.manager.update(RefresherRecord, open, { completedOn: input.completedOn });
    if (affected === 0) throw new DomainError('ILLEGAL_TRANSITION');
  });
}

/** By when the agency looks at the officer's part in the programme again; null: no day is set. */
export function scheduleReview(
  input: OfficerInput & { readonly reviewDueOn?: string | null },
  context: SubgraphContext,
): Promise<string> {
  const { reviewDueOn = null } = input;
  return actOnOfficer({ mutation: 'scheduleReview', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    if (reviewDueOn !== null) expectFuture(reviewDueOn, act.at);
    await act.manager.update(Officer, { id: officer.id }, { reviewDueOn });
  });
}

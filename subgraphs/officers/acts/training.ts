import type { OfficerClauses } from '../../../schema/services';
import { type Act, type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { Certification } from '../Certification.entity';
import { CourseOffering, ExamAttempt, Nomination } from '../Nomination.entity';
import type { Officer } from '../Officer.entity';
import { rows } from '../rows';
import { examOutcome, isPassed } from '../rules/examOutcome';
import { actOnOfficer, expectAllowed, type OfficerInput } from './changeOfficer';
import { clausesFor } from './clausesFor';
import { expectInput, expectPast } from './days';
import { stepOfficer } from './settle';
import { closeNomination } from './vetting';

export interface ScheduleOfferingInput extends ActInput {
  readonly model: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly examCount: number;
}

export interface RecordExamInput extends OfficerInput {
  readonly exam: number;
  readonly takenOn: string;
  readonly scorePercent: number;
  readonly iceResult?: 'PASSED' | 'FAILED' | null;
}

const MAX_EXAMS = 20;

/** A class that the caller's agency attends. Answers its id. */
export function scheduleOffering(input: ScheduleOfferingInput, context: SubgraphContext): Promise<string> {
  const { agency } = context.caller;
  if (agency === null) throw new DomainError('NOT_FOUND');
  const { model, startsOn, endsOn, examCount } = input;
  expectInput(startsOn <= endsOn && examCount >= 1 && examCount <= MAX_EXAMS);
  return perform({ mutation: 'scheduleOffering', input }, context, async ({ manager, newId }) => {
    const id = newId();
    await manager.insert(CourseOffering, { id, agencyId: agency, model, startsOn, endsOn, examCount });
    return id;
  });
}

/** A nominee attends a class of his model and agency. */
export async function enrollOfficer(
  input: OfficerInput & { readonly offering: string },
  context: SubgraphContext,
): Promise<string> {
  const offering = await context.rows.one(rows.offering, input.offering);
  if (offering === null) throw new DomainError('NOT_FOUND');
  return actOnOfficer({ mutation: 'enrollOfficer', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    expectInput(offering.model === officer.model && offering.agencyId === officer.agencyId);
    const nominationId = officer.nominationId ?? '';
    const hasSat = await act.manager.existsBy(ExamAttempt, { nominationId });
    if (hasSat) throw new DomainError('ILLEGAL_TRANSITION');
    await act.manager.update(Nomination, { id: nominationId }, { offeringId: offering.id });
  });
}

/**
 * The result of one examination decides: certified when all are passed, disqualified when the text's retakes are used
 * up. Where the text sets no percentage ICE says whether it is passed. Source: MOA IV.C.
 */
export function recordExam(input: RecordExamInput, context: SubgraphContext): Promise<string> {
  return actOnOfficer({ mutation: 'recordExam', input }, context, async (act, officer) => {
    const { exam, takenOn, scorePercent } = input;
    const offering = await offeringOf(act, officer);
    const known = await sittingsOf(act, officer);
    expectPast(takenOn, act.at);
    expectInput(scorePercent >= 0 && scorePercent <= 100 && exam >= 1 && exam <= offering.examCount);
    expectInput(takenOn >= offering.startsOn && !isPassed(known, exam));
    const clauses = await clausesFor(act.manager, officer);
    const sitting = { exam, takenOn, scorePercent, passed: isPass(clauses, input) };
    const attempt = { ...sitting, officerId: officer.id, offeringId: offering.id, recordedAt: act.at };
    await act.manager.insert(ExamAttempt, { ...attempt, id: act.newId(), nominationId: officer.nominationId ?? '' });
    const { model } = officer;
    const outcome = examOutcome({ clauses, examCount: offering.examCount, sittings: [...known, sitting] });
    await stepOfficer(act, officer.id, { found: { exam: outcome } });
    if (outcome === 'IN_TRAINING') return;
    await closeNomination(act, officer, outcome);
    const certification = { id: act.newId(), officerId: officer.id, model, certifiedOn: takenOn, scorePercent };
    if (outcome === 'CERTIFIED') await act.manager.insert(Certification, certification);
  });
}

/** ICE discharges a nominee from training. */
export function disqualifyOfficer(
  input: OfficerInput & { readonly reason: string },
  context: SubgraphContext,
): Promise<string> {
  return actOnOfficer({ mutation: 'disqualifyOfficer', input }, context, async (act, officer) => {
    await stepOfficer(act, officer.id, { reason: input.reason });
    await closeNomination(act, officer, 'DISQUALIFIED');
  });
}

/** Nobody sits an examination without a class. */
async function offeringOf({ manager }: Act, { nominationId }: Officer): Promise<CourseOffering> {
  const nomination = await manager.findOneBy(Nomination, { id: nominationId ?? '' });
  const offering = await manager.findOneBy(CourseOffering, { id: nomination?.offeringId ?? '' });
  if (offering === null) throw new DomainError('ILLEGAL_TRANSITION');
  return offering;
}

function sittingsOf({ manager }: Act, { nominationId }: Officer): Promise<readonly ExamAttempt[]> {
  return manager.findBy(ExamAttempt, { nominationId: nominationId ?? '' });
}

function isPass({ examMinimumPercent }: OfficerClauses, { scorePercent, iceResult = null }: RecordExamInput): boolean {
  expectInput((examMinimumPercent === null) === (iceResult !== null));
  return examMinimumPercent === null ? iceResult === 'PASSED' : scorePercent >= examMinimumPercent;
}

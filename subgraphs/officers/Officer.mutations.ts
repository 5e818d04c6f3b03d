import type { ActInput } from '../kit/acts';
import type { SubgraphContext } from '../kit/context';
import type { FieldResolver, Resolvers } from '../kit/executableSchema';
import { authorizeOfficer, executeForm70006, renewAuthorization } from './acts/authorization';
import { complaintDueFor } from './acts/complaintDueFor';
import { adjudicateComplaint, type FileComplaintNoticeInput, fileComplaintNotice } from './acts/complaints';
import { recordCredentialIssued, recordCredentialLost, recordCredentialReturned } from './acts/credentials';
import { recordDeparture, reportOfficerLeaving, revokeAuthorization, withdrawAuthorization } from './acts/endings';
import { nominateOfficer } from './acts/nominateOfficer';
import { recordRefresher, requireRefresher, scheduleReview } from './acts/refreshers';
import { reinstateOfficer, suspendOfficer } from './acts/suspension';
import {
  disqualifyOfficer,
  enrollOfficer,
  recordExam,
  type ScheduleOfferingInput,
  scheduleOffering,
} from './acts/training';
import { decideVetting, recordVettingPart, startVetting } from './acts/vetting';
import { rows } from './rows';

/** A mutation about one officer answers him as he is then. */
function answersOfficer<I extends ActInput>(
  mutate: (input: I, context: SubgraphContext) => Promise<string>,
): FieldResolver {
  return async (_source: unknown, { input }: { input: I }, context: SubgraphContext) => {
    const id = await mutate(input, context);
    return { officer: await context.rows.one(rows.officer, id) };
  };
}

export const officerMutations: Resolvers = {
  Mutation: {
    nominateOfficer: answersOfficer(nominateOfficer),
    startVetting: answersOfficer(startVetting),
    recordVettingPart: answersOfficer(recordVettingPart),
    decideVetting: answersOfficer(decideVetting),
    scheduleOffering: async (
      _source: unknown,
      { input }: { input: ScheduleOfferingInput },
      context: SubgraphContext,
    ) => {
      const id = await scheduleOffering(input, context);
      return { offering: await context.rows.one(rows.offering, id) };
    },
    enrollOfficer: answersOfficer(enrollOfficer),
    recordExam: answersOfficer(recordExam),
    disqualifyOfficer: answersOfficer(disqualifyOfficer),
    authorizeOfficer: answersOfficer(authorizeOfficer),
    executeForm70006: answersOfficer(executeForm70006),
    renewAuthorization: answersOfficer(renewAuthorization),
    suspendOfficer: answersOfficer(suspendOfficer),
    reinstateOfficer: answersOfficer(reinstateOfficer),
    withdrawAuthorization: answersOfficer(withdrawAuthorization),
    revokeAuthorization: answersOfficer(revokeAuthorization),
    reportOfficerLeaving: answersOfficer(reportOfficerLeaving),
    recordDeparture: answersOfficer(recordDeparture),
    recordCredentialIssued: answersOfficer(recordCredentialIssued),
    recordCredentialReturned: answersOfficer(recordCredentialReturned),
    recordCredentialLost: answersOfficer(recordCredentialLost),
    requireRefresher: answersOfficer(requireRefresher),
    recordRefresher: answersOfficer(recordRefresher),
    scheduleReview: answersOfficer(scheduleReview),
    fileComplaintNotice: async (
      _source: unknown,
      { input }: { input: FileComplaintNoticeInput },
      context: SubgraphContext,
    ) => {
      const id = await fileComplaintNotice(input, context);
      const officer = await context.rows.one(rows.officer, id);
      return { officer, dueAt: officer === null ? null : await complaintDueFor(officer, input.receivedAt, context) };
    },
    adjudicateComplaint: answersOfficer(adjudicateComplaint),
  },
};

import type { SubgraphContext } from '../../kit/context';
import type { FieldResolver } from '../../kit/executableSchema';
import type { RowType } from '../../kit/rowScope';
import { rows } from '../rows';
import { endDetentionAgreement, recordDetentionAgreement } from './detentionAgreements';
import { endDutyContact, recordDutyContact } from './duty';
import { registerFacility, setFacilityAgencies } from './facilities';
import { recordAddendum, recordReviewMeeting } from './recordOnAgreement';
import { reviewImportProposal } from './reviewImportProposal';
import { countersignAgreement, draftAgreement, matchAgreementTemplate, signAgreement } from './sign';
import { giveSuspensionNotice, reinstateAgreement, suspendAgreement, withdrawAgreementNotice } from './suspend';
import { confirmAgreementEnded, confirmAgreementInForce, giveTerminationNotice, terminateAgreement } from './terminate';
import { recordStateApproval, recordTerminationApproval } from './terminationApproval';

/** The mutations of this subgraph; each answers the row it changed as the caller reaches it afterwards. */
export const mutations: Readonly<Record<string, FieldResolver>> = {
  draftAgreement: answering('agreement', rows.agreement, draftAgreement),
  signAgreement: answering('agreement', rows.agreement, signAgreement),
  countersignAgreement: answering('agreement', rows.agreement, countersignAgreement),
  giveSuspensionNotice: answering('agreement', rows.agreement, giveSuspensionNotice),
  suspendAgreement: answering('agreement', rows.agreement, suspendAgreement),
  reinstateAgreement: answering('agreement', rows.agreement, reinstateAgreement),
  giveTerminationNotice: answering('agreement', rows.agreement, giveTerminationNotice),
  terminateAgreement: answering('agreement', rows.agreement, terminateAgreement),
  withdrawAgreementNotice: answering('agreement', rows.agreement, withdrawAgreementNotice),
  confirmAgreementInForce: answering('agreement', rows.agreement, confirmAgreementInForce),
  confirmAgreementEnded: answering('agreement', rows.agreement, confirmAgreementEnded),
  matchAgreementTemplate: answering('agreement', rows.agreement, matchAgreementTemplate),
  recordStateApproval: answering('agreement', rows.agreement, recordStateApproval),
  recordTerminationApproval: answering('agreement', rows.agreement, recordTerminationApproval),
  recordAddendum: answering('agreement', rows.agreement, recordAddendum),
  recordReviewMeeting: answering('agreement', rows.agreement, recordReviewMeeting),
  registerFacility: answering('facility', rows.facility, registerFacility),
  setFacilityAgencies: answering('facility', rows.facility, setFacilityAgencies),
  recordDetentionAgreement: answering('detentionAgreement', rows.detentionAgreement, recordDetentionAgreement),
  endDetentionAgreement: answering('detentionAgreement', rows.detentionAgreement, endDetentionAgreement),
  recordDutyContact: answering('dutyContact', rows.dutyContact, recordDutyContact),
  reviewImportProposal: answering('importProposal', rows.importProposal, reviewImportProposal),
  endDutyContact: answering('dutyContact', rows.dutyContact, endDutyContact),
};

function answering<T extends { readonly id: string }>(
  field: string,
  rowType: RowType<T>,
  act: (input: never, context: SubgraphContext) => Promise<string>,
): FieldResolver {
  return async (_source: unknown, { input }: { input: never }, context: SubgraphContext) => {
    const id = await act(input, context);
    return { [field]: await context.rows.one(rowType, id) };
  };
}

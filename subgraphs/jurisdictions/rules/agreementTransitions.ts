import type { Transitions } from '../../kit/transitions';

export type AgreementStatus =
  | 'DRAFT'
  | 'PENDING'
  | 'SIGNED_LEA'
  | 'ACTIVE'
  | 'SUSPENSION_NOTICED'
  | 'SUSPENDED'
  | 'TERMINATION_NOTICED'
  | 'TERMINATED'
  | 'EXPIRED'
  | 'SUPERSEDED'
  | 'DELISTED_UNKNOWN';

type AgreementTransitions = Transitions<AgreementStatus>;

/**
 * What may become of an agreement, by the mutation that does it. Source: DOMAIN §6.4. By themselves notices take effect
 * and terms run out (`statusAt`); ICE's list moves agreements between ACTIVE and DELISTED_UNKNOWN and ends none.
 */
export const agreementTransitions: AgreementTransitions = {
  signAgreement: { from: ['DRAFT', 'PENDING'], to: 'SIGNED_LEA' },
  countersignAgreement: { from: ['SIGNED_LEA'], to: 'ACTIVE' },
  giveSuspensionNotice: { from: ['ACTIVE'], to: 'SUSPENSION_NOTICED' },
  suspendAgreement: { from: ['ACTIVE', 'SUSPENSION_NOTICED'], to: 'SUSPENDED' },
  reinstateAgreement: { from: ['SUSPENDED'], to: 'ACTIVE' },
  giveTerminationNotice: { from: ['ACTIVE', 'SUSPENDED'], to: 'TERMINATION_NOTICED' },
  terminateAgreement: {
    from: ['ACTIVE', 'SUSPENSION_NOTICED', 'SUSPENDED', 'TERMINATION_NOTICED'],
    to: 'TERMINATED',
  },
  withdrawAgreementNotice: { from: ['SUSPENSION_NOTICED', 'TERMINATION_NOTICED'], to: 'ACTIVE' },
  confirmAgreementInForce: { from: ['DELISTED_UNKNOWN'], to: 'ACTIVE' },
  confirmAgreementEnded: { from: ['DELISTED_UNKNOWN'], to: 'TERMINATED' },
};

/** Taking back the notice of termination of a suspended agreement leaves it suspended. */
export const withdrawalWhileSuspended: AgreementTransitions = {
  withdrawAgreementNotice: { from: ['TERMINATION_NOTICED'], to: 'SUSPENDED' },
};

/** What becomes of the agreement whose place another takes. */
export const supersession: AgreementTransitions = {
  countersignAgreement: { from: ['ACTIVE', 'SUSPENSION_NOTICED', 'TERMINATION_NOTICED'], to: 'SUPERSEDED' },
  reviewImportProposal: { from: ['ACTIVE', 'DELISTED_UNKNOWN'], to: 'SUPERSEDED' },
};

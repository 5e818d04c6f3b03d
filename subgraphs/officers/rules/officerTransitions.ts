import type { Transitions } from '../../kit/transitions';

export type OfficerStatus =
  | 'NOMINATED'
  | 'VETTING'
  | 'REJECTED'
  | 'IN_TRAINING'
  | 'DISQUALIFIED'
  | 'CERTIFIED'
  | 'AUTHORIZED'
  | 'SUSPENDED'
  | 'WITHDRAWN'
  | 'DEPARTED';

/** What a mutation found, where it may lead to more than one state. */
export interface Found {
  readonly isSuitable?: boolean;
  readonly exam?: 'IN_TRAINING' | 'CERTIFIED' | 'DISQUALIFIED';
}

/**
 * What may become of an officer, by the mutation that does it. That letter, form and credential make a certified
 * officer an authorized one is no mutation of its own: `completePapers` does it with the last of them. Source: DOMAIN §6.4.
 */
export function officerTransitions({
  isSuitable = true,
  exam = 'IN_TRAINING',
}: Found = {}): Transitions<OfficerStatus> {
  return {
    nominateOfficer: { from: ['REJECTED', 'DISQUALIFIED', 'WITHDRAWN'], to: 'NOMINATED' },
    startVetting: { from: ['NOMINATED'], to: 'VETTING' },
    decideVetting: { from: ['VETTING'], to: isSuitable ? 'IN_TRAINING' : 'REJECTED' },
    recordExam: { from: ['IN_TRAINING'], to: exam },
    disqualifyOfficer: { from: ['IN_TRAINING'], to: 'DISQUALIFIED' },
    suspendOfficer: { from: ['AUTHORIZED'], to: 'SUSPENDED' },
    fileComplaintNotice: { from: ['AUTHORIZED'], to: 'SUSPENDED' },
    reinstateOfficer: { from: ['SUSPENDED'], to: 'AUTHORIZED' },
    withdrawAuthorization: { from: ['AUTHORIZED', 'SUSPENDED'], to: 'WITHDRAWN' },
    revokeAuthorization: { from: ['AUTHORIZED', 'SUSPENDED'], to: 'WITHDRAWN' },
    recordDeparture: { from: EVERY_PRESENT, to: 'DEPARTED' },
  };
}

const EVERY_PRESENT: readonly OfficerStatus[] = [
  'NOMINATED',
  'VETTING',
  'REJECTED',
  'IN_TRAINING',
  'DISQUALIFIED',
  'CERTIFIED',
  'AUTHORIZED',
  'SUSPENDED',
  'WITHDRAWN',
];

/** The states in which a mutation that leaves the state alone may be done. */
export const ALLOWED_IN: Readonly<Record<string, readonly OfficerStatus[]>> = {
  recordVettingPart: ['VETTING'],
  enrollOfficer: ['IN_TRAINING'],
  authorizeOfficer: ['CERTIFIED'],
  executeForm70006: ['CERTIFIED'],
  renewAuthorization: ['AUTHORIZED', 'SUSPENDED'],
  recordCredentialIssued: ['CERTIFIED', 'AUTHORIZED', 'SUSPENDED'],
  requireRefresher: ['CERTIFIED', 'AUTHORIZED', 'SUSPENDED'],
  recordRefresher: ['CERTIFIED', 'AUTHORIZED', 'SUSPENDED'],
  scheduleReview: ['CERTIFIED', 'AUTHORIZED', 'SUSPENDED'],
  reportOfficerLeaving: EVERY_PRESENT,
};

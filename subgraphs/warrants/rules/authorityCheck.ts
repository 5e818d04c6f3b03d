/** The conditions of a service, in the order in which they are told. Source: DOMAIN §6.3. */
export const CHECK_CODES = [
  'OFFICER_AUTHORIZED',
  'OFFICER_CREDENTIAL_CURRENT',
  'OFFICER_NOT_SUSPENDED',
  'FUNCTION_DELEGATED',
  'AGREEMENT_IN_FORCE',
  'AGREEMENT_MODEL_ALLOWS_FORM',
  'FACILITY_OF_OFFICERS_AGENCY',
  'SUBJECT_IN_FACILITY',
  'SUBJECT_DESIGNATED',
  'WARRANT_LIVE',
  'RELEASE_WINDOW_OPEN',
  'LOCAL_CHARGES_CONCLUDED',
  'STATE_POLICY_ALLOWS',
  'ICE_SUPERVISION_REACHABLE',
  'NOT_STOPPED_BY_ICE',
  'DETAINER_ALLOWS_HOLD',
  'TRAINING_CURRENT',
] as const;

export type CheckCode = (typeof CHECK_CODES)[number];
export type CheckOutcome = 'PASS' | 'FAIL' | 'WARN' | 'UNKNOWN';

/** One condition with what came of it. */
export interface AuthorityCheck {
  readonly code: CheckCode;
  readonly outcome: CheckOutcome;
  readonly citation: string;
  /** ISO 8601; null while no end is known. */
  readonly validUntilAt: string | null;
}

/** A warning allows; what could not be found out never does. */
export function isAllowed(checks: readonly AuthorityCheck[]): boolean {
  return checks.every(({ outcome }) => outcome === 'PASS' || outcome === 'WARN');
}

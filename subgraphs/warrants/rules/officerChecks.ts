import type { ActingConditions, OfficerAuthority } from '../../../schema/services';
import type { AuthorityCheck, CheckCode, CheckOutcome } from './authorityCheck';

type Officer = NonNullable<OfficerAuthority['officer']>;
type Authorization = Officer['authorizations'][number];
type Agreement = ActingConditions['agreements'][number];

export interface OfficerFacts {
  readonly at: Date;
  /** The function that the form needs. */
  readonly needed: string;
  readonly authority: OfficerAuthority;
  readonly conditions: ActingConditions;
}

const CITATIONS = {
  OFFICER_AUTHORIZED: 'MOA IV.D; INA 287(g)(5)',
  OFFICER_CREDENTIAL_CURRENT: 'MOA IV.D',
  OFFICER_NOT_SUSPENDED: 'MOA IV.D',
  FUNCTION_DELEGATED: 'MOA appendix A',
  AGREEMENT_IN_FORCE: 'MOA IV.D; INA 287(g)(1)',
  AGREEMENT_MODEL_ALLOWS_FORM: 'MOA appendix A',
  FACILITY_OF_OFFICERS_AGENCY: 'MOA II and appendix A',
  ICE_SUPERVISION_REACHABLE: 'INA 287(g)(3)',
  TRAINING_CURRENT: 'MOA IV.C',
} as const satisfies Partial<Record<CheckCode, string>>;

const ENDED = new Set(['SUSPENDED', 'WITHDRAWN', 'DEPARTED', 'DISQUALIFIED', 'REJECTED']);
const IN_FORCE = new Set(['ACTIVE', 'SUSPENSION_NOTICED', 'TERMINATION_NOTICED']);

/** The authorization and the agreement by which an officer acts, and the conditions on both and on himself. */
export interface OfficerFinding {
  readonly agreement: Agreement | null;
  readonly checks: readonly AuthorityCheck[];
}

/** Reads every authorization of the officer as if it were the one acted on, and takes the one that fails least. */
export function officerFinding(facts: OfficerFacts): OfficerFinding {
  const { officer } = facts.authority;
  const candidates = (officer?.authorizations ?? []).map((one) => findingBy(one, facts));
  return [...candidates, findingBy(null, facts)].reduce((best, one) => (failures(one) < failures(best) ? one : best));
}

function failures({ checks }: OfficerFinding): number {
  return checks.filter(({ outcome }) => outcome === 'FAIL' || outcome === 'UNKNOWN').length;
}

function findingBy(authorization: Authorization | null, facts: OfficerFacts): OfficerFinding {
  const { at, needed, conditions, authority } = facts;
  const agreement = conditions.agreements.find(({ id }) => id === authorization?.agreement) ?? null;
  const place = { validUntilAt: conditions.nextChangeAt };
  const checks = [
    check('OFFICER_AUTHORIZED', authorization !== null && isValid(authorization, at), {
      validUntilAt: authorization?.validUntilAt ?? null,
    }),
    ...personChecks(facts),
    check('FUNCTION_DELEGATED', authorization?.functions.includes(needed) === true),
    inForce(agreement, conditions.nextChangeAt),
    modelAllows(agreement, needed),
    check('FACILITY_OF_OFFICERS_AGENCY', isOwnFacility(authority, conditions)),
    check('ICE_SUPERVISION_REACHABLE', agreement?.supervision.isReachable === true, {
      validUntilAt: agreement?.supervision.untilAt ?? place.validUntilAt,
    }),
  ];
  return { agreement, checks };
}

function personChecks({ at, authority: { officer, nextChangeAt } }: OfficerFacts): readonly AuthorityCheck[] {
  const credential = officer?.credential ?? null;
  const day = at.toISOString().slice(0, 10);
  const isCurrent = credential?.status === 'ISSUED' && (credential.expiresOn === null || day <= credential.expiresOn);
  const refresher = officer?.refresherDueOn ?? null;
  const until = { validUntilAt: nextChangeAt };
  return [
    check('OFFICER_CREDENTIAL_CURRENT', isCurrent, { validUntilAt: dayEnd(credential?.expiresOn ?? null) }),
    check('OFFICER_NOT_SUSPENDED', officer !== null && !ENDED.has(officer.status), until),
    check('TRAINING_CURRENT', officer !== null && (refresher === null || day <= refresher), {
      validUntilAt: dayEnd(refresher),
    }),
  ];
}

/** In force at the instant: certified, letter signed, Form 70-006 executed. Source: MOA IV.D and IV.F. */
function isValid({ status, validFromAt, validUntilAt, form70006ExecutedOn }: Authorization, at: Date): boolean {
  const hasBegun = new Date(validFromAt) <= at;
  const hasEnded = validUntilAt !== null && new Date(validUntilAt) <= at;
  return status === 'ACTIVE' && hasBegun && !hasEnded && form70006ExecutedOn !== null;
}

function inForce(agreement: Agreement | null, validUntilAt: string | null): AuthorityCheck {
  if (agreement?.status === 'DELISTED_UNKNOWN') return told('AGREEMENT_IN_FORCE', 'UNKNOWN', { validUntilAt });
  return check('AGREEMENT_IN_FORCE', agreement !== null && IN_FORCE.has(agreement.status), { validUntilAt });
}

function modelAllows(agreement: Agreement | null, needed: string): AuthorityCheck {
  const citation = agreement?.templateCitation ?? CITATIONS.AGREEMENT_MODEL_ALLOWS_FORM;
  if (agreement !== null && agreement.functions === null)
    return told('AGREEMENT_MODEL_ALLOWS_FORM', 'UNKNOWN', { citation });
  return check('AGREEMENT_MODEL_ALLOWS_FORM', agreement?.functions?.includes(needed) === true, { citation });
}

function isOwnFacility({ officer }: OfficerAuthority, { facility }: ActingConditions): boolean {
  return officer !== null && facility?.agencies.some(({ id }) => id === officer.agency) === true;
}

interface Details {
  readonly citation?: string;
  readonly validUntilAt?: string | null;
}

function check(code: keyof typeof CITATIONS, isMet: boolean, details: Details = {}): AuthorityCheck {
  return told(code, isMet ? 'PASS' : 'FAIL', details);
}

function told(code: keyof typeof CITATIONS, outcome: CheckOutcome, details: Details): AuthorityCheck {
  return { code, outcome, citation: details.citation ?? CITATIONS[code], validUntilAt: details.validUntilAt ?? null };
}

/** A day that is the last one in force ends with it, in UTC, the earlier end in every zone of the programme. */
function dayEnd(day: string | null): string | null {
  return day === null ? null : `${day}T23:59:59.999Z`;
}

import type { ActingConditions } from '../../../schema/services';
import type { CheckOutcome } from './authorityCheck';

type Policy = ActingConditions['policies'][number];

export type PolicyMode = 'deny' | 'inform';

export interface StateFacts {
  readonly policies: readonly Policy[];
  /** Kinds of the agency that acts, as in `AgencyKind`. */
  readonly agencyKind: string | null;
  /** A recorded approval by the state; null without one. */
  readonly stateApproval: string | null;
  readonly mode: PolicyMode;
}

interface Finding {
  readonly outcome: CheckOutcome;
  readonly citation: string;
}

const DECIDING = new Set(['S', 'S-partial']);
const STATE_KINDS = new Set(['STATE_POLICE', 'STATE_DOC', 'OTHER_STATE', 'NATIONAL_GUARD']);
const MANDATES = /^MANDATED/;
const SEVERITY: Readonly<Record<string, number>> = { PASS: 0, WARN: 1, FAIL: 2 };

/**
 * What the rules of all levels say to a service under an administrative warrant: the severest counts. A mandate at one
 * level against a ban at another is a conflict and denies. Rules whose text was not seen only warn. Source: INA
 * 287(g)(1); DOMAIN §2 and §6.3.
 */
export function statePolicyFinding(facts: StateFacts): Finding {
  const { policies, mode } = facts;
  if (policies.length === 0) return { outcome: 'PASS', citation: 'no rule recorded' };
  const findings = policies.map((policy) => findingOf(policy, facts));
  const worst = [...findings, ...conflictOf(policies)].reduce((a, b) => (severity(b) > severity(a) ? b : a));
  return mode === 'inform' && worst.outcome === 'FAIL' ? { ...worst, outcome: 'WARN' } : worst;
}

function findingOf(policy: Policy, facts: StateFacts): Finding {
  const { citation, confidence } = policy;
  if (!DECIDING.has(confidence)) return { outcome: forbids(policy, facts) ? 'WARN' : 'PASS', citation };
  if (forbids(policy, facts)) return { outcome: 'FAIL', citation };
  return { outcome: policy.civilWarrantArrest === 'CONDITIONAL' ? 'WARN' : 'PASS', citation };
}

function forbids({ agreementStance, civilWarrantArrest }: Policy, { agencyKind, stateApproval }: StateFacts): boolean {
  if (['PROHIBITED', 'JUDICIAL_WARRANT_REQUIRED'].includes(civilWarrantArrest)) return true;
  switch (agreementStance) {
    case 'PROHIBITED':
      return true;
    case 'PROHIBITED_STATE_AGENCIES':
      return agencyKind === null || STATE_KINDS.has(agencyKind);
    case 'REQUIRES_STATE_APPROVAL':
      return stateApproval === null;
    default:
      return false;
  }
}

function conflictOf(policies: readonly Policy[]): readonly Finding[] {
  const deciding = policies.filter(({ confidence }) => DECIDING.has(confidence));
  const ban = deciding.find(({ agreementStance }) => agreementStance === 'PROHIBITED');
  const mandate = deciding.find(({ agreementStance, level }) => MANDATES.test(agreementStance) && level !== ban?.level);
  if (ban === undefined || mandate === undefined) return [];
  return [{ outcome: 'FAIL', citation: `conflict of ${ban.citation} with ${mandate.citation}` }];
}

function severity({ outcome }: Finding): number {
  return SEVERITY[outcome] ?? 3;
}

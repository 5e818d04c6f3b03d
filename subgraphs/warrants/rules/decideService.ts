import { createHash } from 'node:crypto';
import type { ActingConditions, OfficerAuthority } from '../../../schema/services';
import { type AuthorityCheck, CHECK_CODES, isAllowed } from './authorityCheck';
import {
  AGREEMENT_CLOCK,
  type AppliedClock,
  appliedClocks,
  type ClockRule,
  type DisappliedClock,
  type HoldClock,
  REGULATION_CLOCK,
  rulesOn,
} from './holdClock';
import { neededFunction } from './neededFunction';
import { officerFinding } from './officerChecks';
import { type PaperFacts, paperChecks } from './paperChecks';
import { type PolicyMode, statePolicyFinding } from './statePolicy';

/** Everything that decides on a service, as of one instant. */
export interface ServiceFacts extends Omit<PaperFacts, 'deadlineAt'> {
  readonly form: string;
  readonly authority: OfficerAuthority;
  readonly conditions: ActingConditions;
  readonly mode: PolicyMode;
  readonly disapplied: readonly DisappliedClock[];
}

export interface ServiceDecision {
  readonly allowed: boolean;
  readonly checks: readonly AuthorityCheck[];
  /** The agreement acted under; null when none fits. */
  readonly agreementId: string | null;
  readonly clocks: readonly AppliedClock[];
  /** Until when every outcome holds without an act; null while no end is known. */
  readonly holdsUntilAt: Date | null;
  readonly policyVersion: string;
}

/** Decides on the service of a warrant by every condition there is; pure. Source: DOMAIN §6.3. */
export function decideService(facts: ServiceFacts): ServiceDecision {
  const { at, authority, conditions, mode } = facts;
  const needed = neededFunction(facts.form);
  const { agreement, checks: ofOfficer } = officerFinding({ at, needed, authority, conditions });
  const clocks = clocksFor(facts, agreement?.holdClock ?? null);
  const agencyKind = conditions.facility?.agencies.find(({ id }) => id === authority.officer?.agency)?.kind ?? null;
  const { policies } = conditions;
  const stateApproval = agreement?.stateApproval ?? null;
  const state: AuthorityCheck = {
    code: 'STATE_POLICY_ALLOWS',
    ...statePolicyFinding({ policies, agencyKind, stateApproval, mode }),
    validUntilAt: conditions.nextChangeAt,
  };
  const all = [...ofOfficer, ...paperChecks({ ...facts, deadlineAt: clocks[0]?.deadlineAt ?? null }), state];
  const checks = CHECK_CODES.flatMap((code) => all.filter((one) => one.code === code));
  return {
    allowed: isAllowed(checks),
    checks,
    agreementId: agreement?.id ?? null,
    clocks,
    holdsUntilAt: earliest(checks.flatMap(({ validUntilAt }) => validUntilAt ?? [])),
    policyVersion: versionOf(facts),
  };
}

function clocksFor(facts: ServiceFacts, agreementClock: string | null): readonly AppliedClock[] {
  const { at, booking, conditions, detainers, disapplied } = facts;
  const detainer = detainers.find(({ requestsHold, cancelledAt }) => requestsHold && cancelledAt === null) ?? null;
  const stated: readonly ClockRule[] = [
    AGREEMENT_CLOCK,
    ...(agreementClock === null ? [] : [{ ...AGREEMENT_CLOCK, clock: agreementClock as HoldClock }]),
    ...(detainer === null ? [] : [REGULATION_CLOCK]),
    ...conditions.policies.flatMap(({ holdClock, citation }) =>
      holdClock === null ? [] : [{ clock: holdClock as HoldClock, citation }],
    ),
  ];
  return appliedClocks(rulesOn(at.toISOString().slice(0, 10), stated, disapplied), {
    releaseEligibleAt: booking?.releaseEligibleAt ?? null,
    servedAt: at,
    detainerReceivedAt: detainer?.receivedAt ?? null,
    timeZone: conditions.facility?.timeZone ?? 'UTC',
  });
}

function earliest(instants: readonly string[]): Date | null {
  const [first] = [...instants].sort((a, b) => new Date(a).getTime() - new Date(b).getTime());
  return first === undefined ? null : new Date(first);
}

/**
 * Tells rules and records apart by what they say. Their revisions would tell more: they count changes that the caller
 * does not reach.
 */
function versionOf({ authority, conditions }: ServiceFacts): string {
  const { facility, agreements, policies } = conditions;
  return createHash('sha256')
    .update(JSON.stringify([authority.officer, facility, agreements, policies]))
    .digest('hex');
}

import type { DataSource } from 'typeorm';
import type { ActingConditions } from '../../../schema/services';
import { endOfDay, startOfDay } from '../../kit/days';
import { policiesOfAgencies } from '../policiesOfAgencies';
import type { StatePolicy } from '../StatePolicy.entity';
import type { Stated } from './stated';

type PolicyFacts = ActingConditions['policies'];

/** Every rule that binds the facility's agencies or places and is in force at the instant, in order of id; days are the facility's. */
export async function policyFacts(
  reads: DataSource,
  facility: ActingConditions['facility'],
  at: Date,
): Promise<Stated<PolicyFacts>> {
  if (facility === null) return { facts: [], changes: [] };
  const binding = await policiesOfAgencies(reads, facility.agencies);
  const policies = binding.map((policy) => ({
    policy,
    fromAt: startOfDay(policy.effectiveFrom, facility.timeZone),
    untilAt: policy.effectiveTo === null ? null : endOfDay(policy.effectiveTo, facility.timeZone),
  }));
  return {
    facts: policies
      .filter(({ fromAt, untilAt }) => fromAt <= at && (untilAt === null || untilAt > at))
      .map(({ policy }) => factsOf(policy)),
    changes: policies.flatMap(({ fromAt, untilAt }) => (untilAt === null ? [fromAt] : [fromAt, untilAt])),
  };
}

function factsOf(policy: StatePolicy): PolicyFacts[number] {
  const { id, stateAbbr, level, citation, confidence, agreementStance, detainerHold, civilWarrantArrest } = policy;
  const { holdClock, effectiveFrom, effectiveTo } = policy;
  return {
    ...{ id, stateAbbr, level, citation, confidence, agreementStance, detainerHold, civilWarrantArrest },
    ...{ holdClock, effectiveFrom, effectiveTo },
  };
}

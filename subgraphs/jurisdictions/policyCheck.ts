import type { SubgraphContext } from '../kit/context';
import { dayAt } from '../kit/days';
import type { Agency } from './Agency.entity';
import type { Agreement } from './Agreement.entity';
import { inForceOn } from './Jurisdiction.resolvers';
import { rows } from './rows';
import { bindsAgency, EVERY_STATE } from './rules/bindsAgency';
import { leaningOfRule, leaningOfStance, type PolicyOutcome, policyOutcome } from './rules/policyOutcome';
import type { StatePolicy } from './StatePolicy.entity';
import { zoneOfState } from './timeZones';

const MAX_RULES = 50;

export interface PolicyCheck {
  readonly agreement: PolicyOutcome;
  readonly civilWarrantArrest: PolicyOutcome;
  readonly policies: readonly StatePolicy[];
}

/** What the law of the agency's places says of its agreement on the day that an instant falls on there; null without the agency. */
export async function policyCheck(
  agreement: Agreement,
  at: Date,
  context: SubgraphContext,
): Promise<PolicyCheck | null> {
  const agency = await context.rows.one(rows.agency, agreement.agencyId);
  if (agency === null) return null;
  const policies = await bindingPolicies(agency, at, context);
  const isApproved = (await approvalOf(agreement, 'AGREEMENT', context)) !== null;
  const party = { agencyKind: agency.kind, isApproved };
  return {
    agreement: policyOutcome(policies.map((one) => ({ ...one, leaning: leaningOfStance(one.agreementStance, party) }))),
    civilWarrantArrest: policyOutcome(
      policies.map((one) => ({ ...one, leaning: leaningOfRule(one.civilWarrantArrest) })),
    ),
    policies,
  };
}

/** The approval of one kind that was recorded last; null without one that the caller reaches. */
export async function approvalOf(agreement: Agreement, kind: string, context: SubgraphContext) {
  const list = { parent: 'agreementId', order: { approvedOn: 'DESC' }, where: { kind }, limit: 1 } as const;
  return (await context.rows.list(rows.agreementApproval, agreement.id, list)).at(0) ?? null;
}

async function bindingPolicies(
  agency: Agency,
  at: Date,
  { rows: read }: SubgraphContext,
): Promise<readonly StatePolicy[]> {
  const list = {
    parent: 'stateAbbr',
    order: { effectiveFrom: 'ASC' },
    where: inForceOn(dayAt(at, zoneOfState(agency.stateAbbr))),
    limit: MAX_RULES,
  } as const;
  const areas = await read.list(rows.agencyJurisdiction, agency.id, {
    parent: 'agencyId',
    order: { geoid: 'ASC' },
    limit: MAX_RULES,
  });
  const placed = { ...agency, geoids: areas.map(({ geoid }) => geoid) };
  const policies = await Promise.all(
    [EVERY_STATE, agency.stateAbbr].map((state) => read.list(rows.statePolicy, state, list)),
  );
  return policies.flat().filter((policy) => bindsAgency(policy, placed));
}

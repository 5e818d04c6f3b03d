import { type DataSource, In } from 'typeorm';
import { dayAt } from '../kit/days';
import { Agency, AgencyJurisdiction } from './Agency.entity';
import { Agreement } from './Agreement.entity';
import { bindsAgency, EVERY_STATE } from './rules/bindsAgency';
import { leaningOfStance, policyOutcome } from './rules/policyOutcome';
import { StatePolicy } from './StatePolicy.entity';
import { inForceSql } from './statusSql';
import { zoneOfState } from './timeZones';

const FORBIDDING = ['PROHIBITED', 'PROHIBITED_STATE_AGENCIES'];

/** Ids of the agreements in force that the law in force forbids, or on which its levels contradict each other. Public record alone. */
export async function policyConflicts(reads: DataSource, at: Date): Promise<readonly string[]> {
  const policies = (await reads.getRepository(StatePolicy).find()).filter((policy) => isInForce(policy, at));
  const forbidding = policies.filter(({ agreementStance }) => FORBIDDING.includes(agreementStance));
  const agreements = await reads
    .getRepository(Agreement)
    .createQueryBuilder('made')
    .where('(made.state_abbr IN (:...states) OR :everywhere IN (:...states))', {
      states: ['', ...forbidding.map(({ stateAbbr }) => stateAbbr)],
      everywhere: EVERY_STATE,
    })
    .andWhere(inForceSql('made'), { asOf: at })
    .getMany();
  const ids = In(agreements.map(({ agencyId }) => agencyId));
  const areas = await reads.getRepository(AgencyJurisdiction).findBy({ agencyId: ids });
  const agencies = new Map(
    (await reads.getRepository(Agency).findBy({ id: ids })).map((agency) => [agency.id, agency]),
  );
  return agreements
    .filter(({ agencyId }) => {
      const agency = agencies.get(agencyId);
      if (agency === undefined) return false;
      const geoids = areas.filter((area) => area.agencyId === agencyId).map(({ geoid }) => geoid);
      return isForbidden({ ...agency, geoids }, policies);
    })
    .map(({ id }) => id);
}

function isForbidden(
  agency: Agency & { readonly geoids: readonly string[] },
  policies: readonly StatePolicy[],
): boolean {
  const party = { agencyKind: agency.kind, isApproved: false };
  const outcome = policyOutcome(
    policies
      .filter((policy) => bindsAgency(policy, agency))
      .map((policy) => ({ ...policy, leaning: leaningOfStance(policy.agreementStance, party) })),
  );
  return outcome === 'PROHIBITED' || outcome === 'CONFLICT';
}

function isInForce({ stateAbbr, effectiveFrom, effectiveTo }: StatePolicy, at: Date): boolean {
  const day = dayAt(at, zoneOfState(stateAbbr));
  return effectiveFrom <= day && (effectiveTo === null || effectiveTo >= day);
}

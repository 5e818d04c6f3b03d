import { type DataSource, In } from 'typeorm';
import { Agency, AgencyJurisdiction } from './Agency.entity';
import { bindsAgency, EVERY_STATE } from './rules/bindsAgency';
import { StatePolicy } from './StatePolicy.entity';

/** Every rule that binds one of these agencies, ended and coming ones too, in order of id. */
export async function policiesOfAgencies(
  reads: Pick<DataSource, 'getRepository'>,
  agencies: readonly { readonly id: string; readonly stateAbbr: string }[],
): Promise<readonly StatePolicy[]> {
  const ids = In(agencies.map(({ id }) => id));
  const states = [EVERY_STATE, ...agencies.map(({ stateAbbr }) => stateAbbr)];
  const policies = await reads
    .getRepository(StatePolicy)
    .find({ where: { stateAbbr: In(states) }, order: { id: 'ASC' } });
  const areas = await reads.getRepository(AgencyJurisdiction).findBy({ agencyId: ids });
  const placed = (await reads.getRepository(Agency).findBy({ id: ids })).map((agency) => ({
    ...agency,
    geoids: areas.filter(({ agencyId }) => agencyId === agency.id).map(({ geoid }) => geoid),
  }));
  return policies.filter((policy) => placed.some((agency) => bindsAgency(policy, agency)));
}

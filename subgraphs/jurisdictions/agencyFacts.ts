import { In } from 'typeorm';
import { type AgencyFacts, agencyFactsInput, type OfficerClauses } from '../../schema/services';
import type { ServiceOperation } from '../kit/definition';
import { Agency } from './Agency.entity';
import { Agreement } from './Agreement.entity';
import { Facility, FacilityAgency } from './Facility.entity';
import { FieldOffice } from './FieldOffice.entity';
import { MoaTemplate } from './MoaTemplate.entity';
import { officerClauses } from './officerClauses';
import { IN_FORCE, statusAt } from './rules/statusAt';

/** Where an agency lies, its agreements, ended ones included, in order of id, and what these lay down for its officers. */
export const agencyFacts: ServiceOperation = async (body, { operational: { reads } }, now): Promise<AgencyFacts> => {
  const { agency: id } = agencyFactsInput.parse(body);
  const agency = await reads.getRepository(Agency).findOneBy({ id });
  if (agency === null) return { agency: null };
  const office = await reads.getRepository(FieldOffice).findOneBy({ id: agency.fieldOfficeId ?? '' });
  const links = await reads.getRepository(FacilityAgency).findBy({ agencyId: id });
  const [facility] = await reads.getRepository(Facility).find({
    where: { id: In(links.map(({ facilityId }) => facilityId)) },
    order: { id: 'ASC' },
    take: 1,
  });
  const agreements = await reads.getRepository(Agreement).find({ where: { agencyId: id }, order: { id: 'ASC' } });
  return {
    agency: {
      id,
      fieldOffice: office?.name ?? null,
      stateAbbr: agency.stateAbbr,
      timeZone: facility?.timeZone ?? null,
      agreements: agreements.map((one) => ({ id: one.id, model: one.model, status: statusAt(one, now) })),
      clauses: clausesUnder(agreements, await reads.getRepository(MoaTemplate).find(), now),
    },
  };
};

function clausesUnder(
  agreements: readonly Agreement[],
  templates: readonly MoaTemplate[],
  now: Date,
): OfficerClauses[] {
  const inForce = new Set(
    agreements.filter((one) => IN_FORCE.includes(statusAt(one, now))).map((one) => one.templateId),
  );
  return officerClauses(templates, ({ id }) => inForce.has(id));
}

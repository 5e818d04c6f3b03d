import { type FacilityPlaces, facilityPlacesInput } from '../../schema/services';
import type { ServiceOperation } from '../kit/definition';
import { ActingRevision } from './ActingRevision.entity';
import { Agency } from './Agency.entity';
import { FacilityAgency } from './Facility.entity';
import { FieldOffice } from './FieldOffice.entity';

/** Which agencies run which facility, and where they lie; nothing when that is known at this revision. */
export const facilityPlaces: ServiceOperation = async (body, { operational: { reads } }): Promise<FacilityPlaces> => {
  const { known } = facilityPlacesInput.parse(body);
  // Read before the rows: what changes meanwhile is asked for once more.
  const { revision } = await reads.getRepository(ActingRevision).findOneByOrFail({ id: 1 });
  if (known === revision) return { revision, places: null };
  const links = await reads.getRepository(FacilityAgency).find({ order: { id: 'ASC' } });
  const agencies = new Map((await reads.getRepository(Agency).find()).map((agency) => [agency.id, agency]));
  const offices = new Map((await reads.getRepository(FieldOffice).find()).map(({ id, name }) => [id, name]));
  const places = links.flatMap(({ facilityId: facility, agencyId }) => {
    const agency = agencies.get(agencyId);
    if (agency === undefined) return [];
    const fieldOffice = offices.get(agency.fieldOfficeId ?? '') ?? null;
    return [{ facility, agency: agencyId, fieldOffice, stateAbbr: agency.stateAbbr }];
  });
  return { revision, places };
};

import { Entity } from 'typeorm';
import { col } from '../kit/columns';

@Entity('facility')
export class Facility {
  @col.id() id!: string;
  @col.text('name', 120) name!: string;
  @col.text('time_zone', 40) timeZone!: string;
  @col.text('kind', 20) kind!: string;
  /** Counts the changes of who runs it. */
  @col.version() version!: number;
}

/** One agency that runs a facility; a regional jail has several. */
@Entity('facility_agency')
export class FacilityAgency {
  @col.id() id!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.ref('agency_id') agencyId!: string;
}

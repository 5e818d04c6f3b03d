import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** A person in custody. What ICE holds on the person's status lies in the protected store alone. */
@Entity('subject')
export class Subject {
  @col.id() id!: string;
  /** Facility of the newest booking: the row scope of the person. */
  @col.ref('facility_id') facilityId!: string;
  @col.ref('current_booking_id', { nullable: true }) currentBookingId!: string | null;
  @col.text('given_name', 80) givenName!: string;
  @col.text('sur_name', 80) surName!: string;
  @col.day('birth_date', { nullable: true }) birthDate!: string | null;
  @col.text('sex_code', 1, { nullable: true }) sexCode!: string | null;
  @col.text('preferred_language', 2, { nullable: true }) preferredLanguage!: string | null;
  @col.flag('interpreter_needed') interpreterNeeded!: boolean;
  @col.version() version!: number;
}

/** Which agencies run a facility and where it lies: the row scope of everything that happens there. */
@Entity('facility_reach')
export class FacilityReach {
  @col.key('facility_id') facilityId!: string;
  @col.key('agency_id') agencyId!: string;
  @col.text('field_office', 40, { nullable: true }) fieldOffice!: string | null;
  @col.text('state_abbr', 2) stateAbbr!: string;
}

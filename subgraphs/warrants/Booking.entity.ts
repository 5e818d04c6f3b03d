import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** One stay of a person in a facility on local charges, known by facility and booking number. */
@Entity('booking')
export class Booking {
  @col.id() id!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.ref('subject_id') subjectId!: string;
  @col.text('booking_number', 32) bookingNumber!: string;
  @col.instant('booked_at') bookedAt!: Date;
  @col.instant('release_eligible_at', { nullable: true }) releaseEligibleAt!: Date | null;
  @col.text('release_reason', 16, { nullable: true }) releaseReason!: string | null;
  @col.instant('released_at', { nullable: true }) releasedAt!: Date | null;
  @col.flag('local_charges_resolved') localChargesResolved!: boolean;
  @col.text('custody_status', 16) custodyStatus!: string;
  @col.version() version!: number;
}

import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** An I-200 or I-205. The file number and the boxes of the form lie in the protected store alone. */
@Entity('administrative_warrant')
export class AdministrativeWarrant {
  @col.id() id!: string;
  @col.ref('subject_id') subjectId!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.text('form', 4) form!: string;
  @col.day('issued_on') issuedOn!: string;
  @col.text('issuing_office', 80) issuingOffice!: string;
  @col.text('issuing_officer_title', 80) issuingOfficerTitle!: string;
  @col.instant('designated_at', { nullable: true }) designatedAt!: Date | null;
  @col.text('status', 20) status!: string;
  /** Copied from the booking in its own unit of work, so that the queue is read from one index. */
  @col.instant('release_eligible_at', { nullable: true }) releaseEligibleAt!: Date | null;
  /** Copied likewise. */
  @col.flag('charges_concluded', { nullable: true }) chargesConcluded!: boolean | null;
  @col.version() version!: number;
}

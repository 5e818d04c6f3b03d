import { Entity } from 'typeorm';
import { col } from '../kit/columns';
import type { StoredClock } from './rules/holdClock';

/** A hold after service. Its status is computed when it is read. */
@Entity('hold')
export class Hold {
  @col.id() id!: string;
  @col.ref('service_id') serviceId!: string;
  @col.ref('subject_id') subjectId!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.instant('started_at') startedAt!: Date;
  @col.instant('deadline_at') deadlineAt!: Date;
  @col.instant('ended_at', { nullable: true }) endedAt!: Date | null;
  @col.text('end_reason', 20, { nullable: true }) endReason!: string | null;
  /** Every clock that applied when it started; null for holds recorded before clocks were kept. */
  @col.list('clocks', { nullable: true }) clocks!: readonly StoredClock[] | null;
  /** The detention agreement in force at the deadline, as it was known when the hold started; null without one. */
  @col.ref('detention_agreement_id', { nullable: true }) detentionAgreementId!: string | null;
  @col.text('receiving_office', 80, { nullable: true }) receivingOffice!: string | null;
}

import { Entity } from 'typeorm';
import { col } from '../kit/columns';

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
}

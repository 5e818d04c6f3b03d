import { Entity } from 'typeorm';
import { col } from '../kit/columns';

@Entity('detainer')
export class Detainer {
  @col.id() id!: string;
  @col.ref('subject_id') subjectId!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.text('form', 6) form!: string;
  @col.day('issued_on') issuedOn!: string;
  @col.text('issuing_office', 80) issuingOffice!: string;
  @col.instant('received_at') receivedAt!: Date;
  @col.instant('served_on_subject_at', { nullable: true }) servedOnSubjectAt!: Date | null;
  @col.text('status', 20) status!: string;
  @col.flag('requests_hold') requestsHold!: boolean;
  @col.instant('cancelled_at', { nullable: true }) cancelledAt!: Date | null;
  @col.instant('changed_at', { nullable: true }) changedAt!: Date | null;
  @col.version() version!: number;
}

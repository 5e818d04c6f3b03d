import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** That one officer served one warrant; there is at most one for each. Changed only by ICE's notice and the last check. */
@Entity('service_record')
export class ServiceRecord {
  @col.id() id!: string;
  @col.ref('warrant_id') warrantId!: string;
  @col.ref('officer_id') officerId!: string;
  @col.ref('agreement_id') agreementId!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.instant('served_at') servedAt!: Date;
  @col.flag('executed_arrest') executedArrest!: boolean;
  @col.text('language', 2) language!: string;
  @col.flag('interpreter_used') interpreterUsed!: boolean;
  @col.instant('ice_notified_at', { nullable: true }) iceNotifiedAt!: Date | null;
  @col.instant('notice_acknowledged_at', { nullable: true }) noticeAcknowledgedAt!: Date | null;
  @col.text('interpreter_name', 80, { nullable: true }) interpreterName!: string | null;
  @col.flag('copy_given', { nullable: true }) copyGiven!: boolean | null;
  @col.flag('refused_signature', { nullable: true }) refusedSignature!: boolean | null;
  @col.ref('decision_id', { nullable: true }) decisionId!: string | null;
  /** When it was written; null for what was recorded before decisions were kept. */
  @col.instant('recorded_at', { nullable: true }) recordedAt!: Date | null;
  @col.instant('confirmed_at', { nullable: true }) confirmedAt!: Date | null;
  /** When the sweep asked once more; null: it is still due. */
  @col.instant('rechecked_at', { nullable: true }) recheckedAt!: Date | null;
  @col.flag('started_late', { nullable: true }) startedLate!: boolean | null;
}

import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** That one officer served one warrant; there is at most one for each. Never changed but for ICE's notice. */
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
}

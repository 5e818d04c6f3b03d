import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** A report that an officer made and cannot read: what was said is sealed for ICE. */
@Entity('claim_report')
export class ClaimReport {
  @col.id() id!: string;
  @col.ref('warrant_id') warrantId!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.instant('received_at') receivedAt!: Date;
  @col.instant('reported_at') reportedAt!: Date;
  /** A compact JWE of one length. */
  @col.long('sealed') sealed!: string;
}

/** That ICE has seen a claim; protected store. Versions are never changed. */
@Entity('claim_acknowledgement')
export class ClaimAcknowledgement {
  @col.key('claim_id') entityId!: string;
  @col.wholeKey('rev') rev!: number;
  @col.ref('act_id') actId!: string;
  @col.instant('written_at') writtenAt!: Date;
}

/** That ICE has decided on a claim; protected store. Versions are never changed. */
@Entity('claim_resolution')
export class ClaimResolution {
  @col.key('claim_id') entityId!: string;
  @col.wholeKey('rev') rev!: number;
  @col.ref('act_id') actId!: string;
  @col.instant('written_at') writtenAt!: Date;
}

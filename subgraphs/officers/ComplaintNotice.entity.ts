import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** ICE told of a complaint about one officer. */
@Entity('complaint_notice')
export class ComplaintNotice {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('kind', 24) kind!: string;
  @col.instant('received_at') receivedAt!: Date;
  /** By when ICE had to be told; null where the agreement's text sets no hour. */
  @col.instant('due_at', { nullable: true }) dueAt!: Date | null;
  @col.instant('notified_at') notifiedAt!: Date;
  @col.instant('adjudication_due_at', { nullable: true }) adjudicationDueAt!: Date | null;
  @col.instant('adjudicated_at', { nullable: true }) adjudicatedAt!: Date | null;
  @col.text('outcome', 16, { nullable: true }) outcome!: string | null;
}

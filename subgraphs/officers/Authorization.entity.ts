import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** The functions one officer may perform under one agreement, by a letter of the field office director. */
@Entity('authorization')
export class Authorization {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.ref('agreement_id') agreementId!: string;
  @col.list('functions') functions!: readonly string[];
  @col.day('letter_signed_on') letterSignedOn!: string;
  @col.text('signed_by_position', 40, { nullable: true }) signedByPosition!: string | null;
  @col.day('form_70006_executed_on', { nullable: true }) form70006ExecutedOn!: string | null;
  /** When all papers were there; while it is pending, when the letter was recorded. */
  @col.instant('valid_from_at') validFromAt!: Date;
  @col.instant('valid_until_at', { nullable: true }) validUntilAt!: Date | null;
  @col.text('supervising_position', 80, { nullable: true }) supervisingPosition!: string | null;
  /** What it is or, from `endedAt` on, what it became; `authorizationStatusAt` says what it is at an instant. */
  @col.text('status', 20) status!: string;
  @col.instant('ended_at', { nullable: true }) endedAt!: Date | null;
  @col.day('withdrawal_notice_on', { nullable: true }) withdrawalNoticeOn!: string | null;
  @col.text('withdrawal_reason', 40, { nullable: true }) withdrawalReason!: string | null;
  /** When the agency decided to revoke it, by when it had to tell ICE and when it did; null: it did not revoke it. */
  @col.instant('revocation_decided_at', { nullable: true }) revocationDecidedAt!: Date | null;
  @col.instant('revocation_due_at', { nullable: true }) revocationDueAt!: Date | null;
  @col.instant('revocation_noticed_at', { nullable: true }) revocationNoticedAt!: Date | null;
  @col.version() version!: number;
}

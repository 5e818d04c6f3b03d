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
  @col.day('form_70006_executed_on', { nullable: true }) form70006ExecutedOn!: string | null;
  @col.instant('valid_from_at') validFromAt!: Date;
  @col.instant('valid_until_at', { nullable: true }) validUntilAt!: Date | null;
  @col.text('supervising_position', 80, { nullable: true }) supervisingPosition!: string | null;
  @col.text('status', 20) status!: string;
  @col.version() version!: number;
}

import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** An agreement by which a facility detains for ICE against payment, so that a hold does not end in release. */
@Entity('detention_agreement')
export class DetentionAgreement {
  @col.id() id!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.text('reference', 60) reference!: string;
  @col.day('starts_on') startsOn!: string;
  /** The last day in force; null while no end is known. */
  @col.day('ends_on', { nullable: true }) endsOn!: string | null;
  @col.version() version!: number;
}

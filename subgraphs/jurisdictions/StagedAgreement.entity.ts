import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** An agreement as it shall stand after its list is published. Out of the graph until then. */
@Entity('staged_agreement')
export class StagedAgreement {
  @col.id() id!: string;
  @col.ref('publication_id') publicationId!: string;
  @col.ref('agreement_id') agreementId!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.flag('is_new') isNew!: boolean;
  /** False: the list says what is stored already. */
  @col.flag('is_changed') isChanged!: boolean;
  @col.text('state_abbr', 2) stateAbbr!: string;
  @col.text('model', 3) model!: string;
  @col.day('signed_on', { nullable: true }) signedOn!: string | null;
  @col.text('moa_status', 20) moaStatus!: string;
  @col.text('moa_url', 500, { nullable: true }) moaUrl!: string | null;
  @col.text('addendum_url', 500, { nullable: true }) addendumUrl!: string | null;
  @col.text('listed_name', 160, { nullable: true }) listedName!: string | null;
}

/** An event of the staged list. */
@Entity('staged_event')
export class StagedEvent {
  @col.id() id!: string;
  @col.ref('publication_id') publicationId!: string;
  @col.ref('agreement_id') agreementId!: string;
  @col.text('code', 24) code!: string;
}

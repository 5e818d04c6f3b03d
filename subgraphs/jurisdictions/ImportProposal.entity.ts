import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** What a list may mean for an agreement that is known; a person decides. Out of the graph until its list is published. */
@Entity('import_proposal')
export class ImportProposal {
  @col.id() id!: string;
  @col.ref('publication_id') publicationId!: string;
  /** RENEWAL or RENAME. */
  @col.text('kind', 12) kind!: string;
  /** The agency of the agreement that would be superseded, whose it is to decide. */
  @col.ref('agency_id') agencyId!: string;
  @col.ref('agreement_id') agreementId!: string;
  /** What the list has; of a renewal the same agreement until it is accepted. */
  @col.ref('listed_agreement_id') listedAgreementId!: string;
  @col.text('before_text', 160, { nullable: true }) beforeText!: string | null;
  @col.text('after_text', 160, { nullable: true }) afterText!: string | null;
  /** STAGED, OPEN, ACCEPTED or REJECTED. */
  @col.text('status', 12) status!: string;
  @col.version() version!: number;
}

import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** An agreement of one agency under one support model. The signed date is an attribute: ICE corrects it. */
@Entity('agreement')
export class Agreement {
  @col.id() id!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('state_abbr', 2) stateAbbr!: string;
  @col.text('model', 3) model!: string;
  @col.text('status', 24) status!: string;
  @col.day('signed_on', { nullable: true }) signedOn!: string | null;
  @col.text('moa_status', 20) moaStatus!: string;
  @col.text('moa_url', 500, { nullable: true }) moaUrl!: string | null;
  @col.text('addendum_url', 500, { nullable: true }) addendumUrl!: string | null;
  @col.day('first_listed_on', { nullable: true }) firstListedOn!: string | null;
  @col.day('last_listed_on', { nullable: true }) lastListedOn!: string | null;
  /** The name under which the latest list had the agency; null when no list had the agreement. */
  @col.text('listed_name', 160, { nullable: true }) listedName!: string | null;
  /** The day of the first list that lacked it; null while it is listed. */
  @col.day('delisted_on', { nullable: true }) delistedOn!: string | null;
  @col.version() version!: number;
}

/** One change of an agreement; never changed or deleted. */
@Entity('agreement_event')
export class AgreementEvent {
  @col.id() id!: string;
  @col.ref('agreement_id') agreementId!: string;
  @col.text('code', 24) code!: string;
  @col.day('seen_on') seenOn!: string;
}

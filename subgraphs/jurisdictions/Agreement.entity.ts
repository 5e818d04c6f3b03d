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
  /** Counts the agreements of one agency under one model: a renewal is the next. */
  @col.whole('generation') generation!: number;
  @col.ref('template_id', { nullable: true }) templateId!: string | null;
  @col.day('lea_signed_on', { nullable: true }) leaSignedOn!: string | null;
  @col.day('ice_signed_on', { nullable: true }) iceSignedOn!: string | null;
  @col.day('effective_on', { nullable: true }) effectiveOn!: string | null;
  /** The last day of a term; null: the agreement has none. */
  @col.day('expires_on', { nullable: true }) expiresOn!: string | null;
  @col.instant('expires_at', { nullable: true }) expiresAt!: Date | null;
  /** What a notice that runs leads to, and when; null while none runs. */
  @col.text('due_status', 24, { nullable: true }) dueStatus!: string | null;
  @col.instant('due_at', { nullable: true }) dueAt!: Date | null;
  /** True until a suspension is ended, also under a notice of termination that came after it. */
  @col.flag('is_suspended') isSuspended!: boolean;
  @col.ref('superseded_by_id', { nullable: true }) supersededById!: string | null;
  @col.day('last_meeting_on', { nullable: true }) lastMeetingOn!: string | null;
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

/** A notice of suspension or termination; never deleted, a withdrawn one says so. */
@Entity('agreement_notice')
export class AgreementNotice {
  @col.id() id!: string;
  @col.ref('agreement_id') agreementId!: string;
  @col.text('kind', 12) kind!: string;
  /** LEA or ICE. */
  @col.text('given_by', 3) givenBy!: string;
  @col.day('received_on') receivedOn!: string;
  @col.instant('effective_at') effectiveAt!: Date;
  @col.flag('exigent') exigent!: boolean;
  /** The state that the agreement was in. */
  @col.text('from_status', 24) fromStatus!: string;
  @col.instant('withdrawn_at', { nullable: true }) withdrawnAt!: Date | null;
}

/** A change of an agreement's text that both parties signed. */
@Entity('addendum')
export class Addendum {
  @col.id() id!: string;
  @col.ref('agreement_id') agreementId!: string;
  @col.day('signed_on') signedOn!: string;
  @col.day('expires_on', { nullable: true }) expiresOn!: string | null;
  @col.text('url', 500, { nullable: true }) url!: string | null;
}

/** An approval that state law asks for: of the agreement, or of its ending. */
@Entity('agreement_approval')
export class AgreementApproval {
  @col.id() id!: string;
  @col.ref('agreement_id') agreementId!: string;
  /** AGREEMENT or TERMINATION. */
  @col.text('kind', 12) kind!: string;
  @col.text('body', 80) body!: string;
  @col.day('approved_on') approvedOn!: string;
  @col.text('reference', 60) reference!: string;
}

/** A meeting of the field office and the agency on how the agreement is kept. */
@Entity('review_meeting')
export class ReviewMeeting {
  @col.id() id!: string;
  @col.ref('agreement_id') agreementId!: string;
  @col.day('held_on') heldOn!: string;
}

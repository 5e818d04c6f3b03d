import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** One rule of law on agreements and what is done under them, as long as it is in force; reference data of `data/state-policies.csv`. */
@Entity('state_policy')
export class StatePolicy {
  @col.id() id!: string;
  /** The GEOID of the state or county that it binds, or the slug of the one agency; `US` for all. */
  @col.text('place', 160) place!: string;
  @col.text('state_abbr', 2) stateAbbr!: string;
  @col.text('level', 16) level!: string;
  @col.text('instrument', 200) instrument!: string;
  @col.text('citation', 200) citation!: string;
  @col.day('effective_from') effectiveFrom!: string;
  /** The last day in force; null while no end is known. */
  @col.day('effective_to', { nullable: true }) effectiveTo!: string | null;
  @col.day('existing_agreement_deadline', { nullable: true }) existingAgreementDeadline!: string | null;
  @col.text('agreement_stance', 32) agreementStance!: string;
  @col.text('detainer_hold', 32) detainerHold!: string;
  @col.text('civil_warrant_arrest', 32) civilWarrantArrest!: string;
  @col.text('release_notification', 32) releaseNotification!: string;
  @col.text('status_inquiry', 32) statusInquiry!: string;
  @col.text('hold_clock', 32, { nullable: true }) holdClock!: string | null;
  /** Who has to approve the ending of an agreement; null: nobody. */
  @col.text('termination_approval_body', 80, { nullable: true }) terminationApprovalBody!: string | null;
  /** S, S-partial, S-conflict or K: how well the rule's text is known. */
  @col.text('confidence', 12) confidence!: string;
  @col.day('verified_on', { nullable: true }) verifiedOn!: string | null;
  @col.long('source') source!: string;
}

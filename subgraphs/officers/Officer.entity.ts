import { Entity } from 'typeorm';
import type { OfficerClauses } from '../../schema/services';
import { col } from '../kit/columns';

/** A local officer of one agency who is nominated for, trained in or authorized by the programme. */
@Entity('officer')
export class Officer {
  @col.id() id!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('given_name', 80) givenName!: string;
  @col.text('sur_name', 80) surName!: string;
  @col.text('badge_id', 20, { nullable: true }) badgeId!: string | null;
  @col.text('model', 3) model!: string;
  /** As of the last act; `officerStatusAt` says what it is at an instant. */
  @col.text('status', 16) status!: string;
  /** Since when the status is what it is; null: since before it was kept. */
  @col.instant('status_since_at', { nullable: true }) statusSinceAt!: Date | null;
  /** What the status becomes by itself, and when. */
  @col.text('due_status', 16, { nullable: true }) dueStatus!: string | null;
  @col.instant('due_at', { nullable: true }) dueAt!: Date | null;
  @col.flag('detention_duty') detentionDuty!: boolean;
  @col.flag('nomination_eligible', { nullable: true }) nominationEligible!: boolean | null;
  @col.whole('months_of_service', { nullable: true }) monthsOfService!: number | null;
  /** The nomination under way or the latest one. */
  @col.ref('nomination_id', { nullable: true }) nominationId!: string | null;
  @col.day('review_due_on', { nullable: true }) reviewDueOn!: string | null;
  @col.day('leaving_on', { nullable: true }) leavingOn!: string | null;
  @col.instant('leaving_noticed_at', { nullable: true }) leavingNoticedAt!: Date | null;
  /** The first of what runs out, complaints left out. */
  @col.instant('next_expiry_at', { nullable: true }) nextExpiryAt!: Date | null;
  /** Grows with every act on the officer; two never pass each other unseen. */
  @col.whole('act_count', { nullable: true }) actCount!: number | null;
  /** Grows with every change that whoever sees the officer sees too; discipline alone leaves it. */
  @col.version() version!: number;
}

/** What jurisdictions last said of an agency: where it lies, so that callers bounded by area or state reach its officers, and what its agreements lay down for them. */
@Entity('agency_reach')
export class AgencyReach {
  @col.key('agency_id') agencyId!: string;
  @col.text('field_office', 40, { nullable: true }) fieldOffice!: string | null;
  @col.text('state_abbr', 2) stateAbbr!: string;
  @col.text('time_zone', 40, { nullable: true }) timeZone!: string | null;
  /** One entry a model; null: not yet asked. */
  @col.list('clauses', { nullable: true }) clauses!: readonly OfficerClauses[] | null;
  /** When jurisdictions was asked last; null: not yet. */
  @col.instant('checked_at', { nullable: true }) checkedAt!: Date | null;
}

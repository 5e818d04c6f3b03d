import { Entity } from 'typeorm';
import { col } from '../kit/columns';

type RetakesCount = 'PER_EXAM' | 'WHOLE_TRAINING';

/** What one revision of ICE's agreement text lays down for a support model; reference data of `data/moa-templates.yaml`. */
@Entity('moa_template')
export class MoaTemplate {
  @col.id() id!: string;
  @col.text('model', 3) model!: string;
  @col.day('revision_on') revisionOn!: string;
  @col.list('functions') functions!: readonly string[];
  @col.whole('exam_minimum_percent', { nullable: true }) examMinimumPercent!: number | null;
  @col.whole('exam_retakes', { nullable: true }) examRetakes!: number | null;
  @col.text('exam_retakes_count', 16, { nullable: true }) examRetakesCount!: RetakesCount | null;
  @col.whole('authorization_term_months', { nullable: true }) authorizationTermMonths!: number | null;
  @col.whole('agency_revocation_notice_hours', { nullable: true }) agencyRevocationNoticeHours!: number | null;
  @col.whole('suspension_notice_days') suspensionNoticeDays!: number;
  @col.whole('ice_termination_notice_days') iceTerminationNoticeDays!: number;
  @col.whole('lea_termination_notice_days') leaTerminationNoticeDays!: number;
  @col.text('hold_clock', 32, { nullable: true }) holdClock!: string | null;
  @col.whole('claim_report_minutes', { nullable: true }) claimReportMinutes!: number | null;
  @col.whole('min_months_of_service', { nullable: true }) minMonthsOfService!: number | null;
  @col.whole('complaint_notice_hours', { nullable: true }) complaintNoticeHours!: number | null;
  @col.flag('complaint_excludes_weekends') complaintExcludesWeekends!: boolean;
  @col.whole('adjudication_days', { nullable: true }) adjudicationDays!: number | null;
  @col.whole('refresher_min_months', { nullable: true }) refresherMinMonths!: number | null;
  @col.whole('review_years', { nullable: true }) reviewYears!: number | null;
  @col.whole('meeting_months', { nullable: true }) meetingMonths!: number | null;
  @col.text('citation', 200) citation!: string;
}

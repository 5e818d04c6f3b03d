import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** ICE's check of one nominee: which parts it has, and what it decided. */
@Entity('background_review')
export class BackgroundReview {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.ref('nomination_id') nominationId!: string;
  @col.instant('started_at') startedAt!: Date;
  @col.day('questionnaire_on', { nullable: true }) questionnaireOn!: string | null;
  @col.day('fingerprints_on', { nullable: true }) fingerprintsOn!: string | null;
  @col.day('personal_history_on', { nullable: true }) personalHistoryOn!: string | null;
  @col.day('disciplinary_history_on', { nullable: true }) disciplinaryHistoryOn!: string | null;
  @col.day('records_consent_on', { nullable: true }) recordsConsentOn!: string | null;
  @col.instant('decided_at', { nullable: true }) decidedAt!: Date | null;
  @col.text('outcome', 16, { nullable: true }) outcome!: string | null;
  @col.text('reason', 40, { nullable: true }) reason!: string | null;
}

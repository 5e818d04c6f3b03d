import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** One agency's wish that ICE train and authorize one of its officers, and what came of it. */
@Entity('nomination')
export class Nomination {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.text('model', 3) model!: string;
  @col.instant('nominated_at') nominatedAt!: Date;
  @col.ref('offering_id', { nullable: true }) offeringId!: string | null;
  @col.text('outcome', 16) outcome!: string;
}

/** One class of a model's course, as an agency attends it. */
@Entity('course_offering')
export class CourseOffering {
  @col.id() id!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('model', 3) model!: string;
  @col.day('starts_on') startsOn!: string;
  @col.day('ends_on') endsOn!: string;
  @col.whole('exam_count') examCount!: number;
}

/** One sitting of one examination. */
@Entity('exam_attempt')
export class ExamAttempt {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.ref('nomination_id') nominationId!: string;
  @col.ref('offering_id') offeringId!: string;
  @col.whole('exam') exam!: number;
  @col.day('taken_on') takenOn!: string;
  @col.whole('score_percent') scorePercent!: number;
  @col.flag('passed') passed!: boolean;
  @col.instant('recorded_at') recordedAt!: Date;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns } from '../../kit/addColumn';
import { ddl } from '../../kit/columns';
import { createTable } from '../../kit/createTable';

const nullable = { isNullable: true };
const INSTANT = 'datetime(3)';
const ofOfficer = (order: string) => ({ indices: [['officer_id', order]], references: { officer_id: 'officer' } });

/** The steps that let an officer go through his whole life in the programme. A landed step is never edited. */
export const lifeTables = [
  addColumns(1763900000121, 'agency_reach', { time_zone: 'varchar(40)', checked_at: INSTANT }),
  addColumns(1763900000122, 'officer', {
    status_since_at: INSTANT,
    due_status: 'varchar(16)',
    due_at: INSTANT,
    months_of_service: 'integer',
    nomination_id: 'varchar(26)',
    review_due_on: 'date',
    leaving_on: 'date',
    leaving_noticed_at: INSTANT,
    next_expiry_at: INSTANT,
    act_count: 'integer',
  }),
  addColumns(1763900000123, 'authorization', {
    signed_by_position: 'varchar(40)',
    ended_at: INSTANT,
    withdrawal_notice_on: 'date',
    withdrawal_reason: 'varchar(40)',
  }),
  addColumns(1763900000124, 'credential', { ended_at: INSTANT }),
  createTable(1763900000141, 'course_offering', {
    columns: [
      ddl.id(),
      ddl.ref('agency_id'),
      ddl.text('model', 3),
      ddl.day('starts_on'),
      ddl.day('ends_on'),
      ddl.whole('exam_count'),
    ],
    indices: [['agency_id', 'model']],
  }),
  createTable(1763900000142, 'nomination', {
    columns: [
      ddl.id(),
      ddl.ref('officer_id'),
      ddl.text('model', 3),
      ddl.instant('nominated_at'),
      ddl.ref('offering_id', nullable),
      ddl.text('outcome', 16),
    ],
    indices: [['officer_id', 'nominated_at']],
    references: { officer_id: 'officer', offering_id: 'course_offering' },
  }),
  createTable(1763900000143, 'exam_attempt', {
    columns: [
      ddl.id(),
      ddl.ref('officer_id'),
      ddl.ref('nomination_id'),
      ddl.ref('offering_id'),
      ddl.whole('exam'),
      ddl.day('taken_on'),
      ddl.whole('score_percent'),
      ddl.flag('passed'),
      ddl.instant('recorded_at'),
    ],
    indices: [['officer_id', 'recorded_at'], ['nomination_id']],
    references: { officer_id: 'officer', nomination_id: 'nomination', offering_id: 'course_offering' },
  }),
  createTable(1763900000144, 'background_review', {
    columns: [
      ddl.id(),
      ddl.ref('officer_id'),
      ddl.ref('nomination_id'),
      ddl.instant('started_at'),
      ddl.day('questionnaire_on', nullable),
      ddl.day('fingerprints_on', nullable),
      ddl.day('personal_history_on', nullable),
      ddl.day('disciplinary_history_on', nullable),
      ddl.day('records_consent_on', nullable),
      ddl.instant('decided_at', nullable),
      ddl.text('outcome', 16, nullable),
      ddl.text('reason', 40, nullable),
    ],
    indices: [['officer_id', 'started_at']],
    references: { officer_id: 'officer', nomination_id: 'nomination' },
  }),
  createTable(1763900000145, 'refresher_record', {
    columns: [
      ddl.id(),
      ddl.ref('officer_id'),
      ddl.instant('required_at'),
      ddl.day('due_on'),
      ddl.day('completed_on', nullable),
    ],
    ...ofOfficer('due_on'),
  }),
  createTable(1763900000146, 'complaint_notice', {
    columns: [
      ddl.id(),
      ddl.ref('officer_id'),
      ddl.ref('agency_id'),
      ddl.text('kind', 24),
      ddl.instant('received_at'),
      ddl.instant('due_at', nullable),
      ddl.instant('notified_at'),
      ddl.instant('adjudication_due_at', nullable),
      ddl.instant('adjudicated_at', nullable),
      ddl.text('outcome', 16, nullable),
    ],
    ...ofOfficer('notified_at'),
  }),
  createTable(1763900000147, 'expiry', {
    columns: [ddl.id(), ddl.ref('officer_id'), ddl.ref('agency_id'), ddl.text('kind', 16), ddl.instant('expires_at')],
    indices: [['officer_id'], ['expires_at']],
    references: { officer_id: 'officer' },
  }),
  addColumns(1763900000148, 'agency_reach', { clauses: 'text' }),
  askAnew(1763900000149),
  addColumns(1763900000150, 'authorization', {
    revocation_decided_at: INSTANT,
    revocation_due_at: INSTANT,
    revocation_noticed_at: INSTANT,
  }),
];

/** What an agency's agreements lay down was kept without the clause on revocations: every agency is asked again. */
function askAnew(stamp: number): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `Ask_agencies_anew_${stamp}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query('UPDATE agency_reach SET clauses = NULL, checked_at = NULL');
    }

    async down(): Promise<void> {
      throw new Error('Migrations go forward only.');
    }
  };
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from '../../kit/addColumn';
import { ddl } from '../../kit/columns';
import { createTable } from '../../kit/createTable';

const nullable = { isNullable: true };

/** The steps for templates, state law, field offices on duty and detention agreements. A landed step is never edited. */
export const actingTables = [
  createTable(1763900000021, 'acting_revision', { columns: [ddl.wholeKey('id'), ddl.whole('revision')] }),
  createTable(1763900000022, 'moa_template', {
    columns: [
      ddl.id(),
      ddl.text('model', 3),
      ddl.day('revision_on'),
      ddl.long('functions'),
      ddl.whole('exam_minimum_percent', nullable),
      ddl.whole('exam_retakes', nullable),
      ddl.text('exam_retakes_count', 16, nullable),
      ddl.whole('authorization_term_months', nullable),
      ddl.whole('suspension_notice_days'),
      ddl.whole('ice_termination_notice_days'),
      ddl.whole('lea_termination_notice_days'),
      ddl.text('hold_clock', 32, nullable),
      ddl.whole('claim_report_minutes', nullable),
      ddl.whole('complaint_notice_hours', nullable),
      ddl.flag('complaint_excludes_weekends'),
      ddl.whole('refresher_min_months', nullable),
      ddl.whole('review_years', nullable),
      ddl.whole('meeting_months', nullable),
      ddl.text('citation', 200),
    ],
    uniques: [['model', 'revision_on']],
  }),
  createTable(1763900000023, 'state_policy', {
    columns: [
      ddl.id(),
      ddl.text('place', 160),
      ddl.text('state_abbr', 2),
      ddl.text('level', 16),
      ddl.text('instrument', 200),
      ddl.text('citation', 200),
      ddl.day('effective_from'),
      ddl.day('effective_to', nullable),
      ddl.day('existing_agreement_deadline', nullable),
      ddl.text('agreement_stance', 32),
      ddl.text('detainer_hold', 32),
      ddl.text('civil_warrant_arrest', 32),
      ddl.text('release_notification', 32),
      ddl.text('status_inquiry', 32),
      ddl.text('hold_clock', 32, nullable),
      ddl.text('termination_approval_body', 80, nullable),
      ddl.text('confidence', 12),
      ddl.day('verified_on', nullable),
      ddl.long('source'),
    ],
    uniques: [['place', 'instrument', 'effective_from']],
  }),
  createTable(1763900000024, 'field_office_area', {
    columns: [ddl.id(), ddl.ref('field_office_id'), ddl.text('geoid', 7)],
    uniques: [['field_office_id', 'geoid']],
    references: { field_office_id: 'field_office', geoid: 'jurisdiction.geoid' },
  }),
  createTable(1763900000025, 'duty_contact', {
    columns: [
      ddl.id(),
      ddl.ref('field_office_id'),
      ddl.text('position', 40),
      ddl.instant('starts_at'),
      ddl.instant('ends_at'),
      ddl.whole('version'),
    ],
    indices: [['field_office_id', 'ends_at']],
    references: { field_office_id: 'field_office' },
  }),
  createTable(1763900000026, 'detention_agreement', {
    columns: [
      ddl.id(),
      ddl.ref('facility_id'),
      ddl.text('reference', 60),
      ddl.day('starts_on'),
      ddl.day('ends_on', nullable),
      ddl.whole('version'),
    ],
    indices: [['facility_id', 'starts_on']],
    references: { facility_id: 'facility' },
  }),
];

const ofAgreement = (order: string) => ({
  indices: [['agreement_id', order]],
  references: { agreement_id: 'agreement' },
});

/** The steps that let an agreement follow its whole life. A landed step is never edited. */
export const agreementTables = [
  addColumn(1763900000031, { table: 'agreement', column: 'generation', type: 'integer NOT NULL DEFAULT 1' }),
  addColumn(1763900000032, { table: 'agreement', column: 'template_id', type: 'varchar(26)' }),
  addColumn(1763900000033, { table: 'agreement', column: 'lea_signed_on', type: 'date' }),
  addColumn(1763900000034, { table: 'agreement', column: 'ice_signed_on', type: 'date' }),
  addColumn(1763900000035, { table: 'agreement', column: 'effective_on', type: 'date' }),
  addColumn(1763900000036, { table: 'agreement', column: 'expires_on', type: 'date' }),
  addColumn(1763900000037, { table: 'agreement', column: 'expires_at', type: 'datetime(3)' }),
  addColumn(1763900000038, { table: 'agreement', column: 'due_status', type: 'varchar(24)' }),
  addColumn(1763900000039, { table: 'agreement', column: 'due_at', type: 'datetime(3)' }),
  addColumn(1763900000040, { table: 'agreement', column: 'superseded_by_id', type: 'varchar(26)' }),
  addColumn(1763900000041, { table: 'agreement', column: 'last_meeting_on', type: 'date' }),
  createTable(1763900000042, 'agreement_notice', {
    columns: [
      ddl.id(),
      ddl.ref('agreement_id'),
      ddl.text('kind', 12),
      ddl.text('given_by', 3),
      ddl.day('received_on'),
      ddl.instant('effective_at'),
      ddl.flag('exigent'),
      ddl.text('from_status', 24),
      ddl.instant('withdrawn_at', nullable),
    ],
    ...ofAgreement('effective_at'),
  }),
  createTable(1763900000043, 'addendum', {
    columns: [
      ddl.id(),
      ddl.ref('agreement_id'),
      ddl.day('signed_on'),
      ddl.day('expires_on', nullable),
      ddl.text('url', 500, nullable),
    ],
    ...ofAgreement('signed_on'),
  }),
  createTable(1763900000044, 'agreement_approval', {
    columns: [
      ddl.id(),
      ddl.ref('agreement_id'),
      ddl.text('kind', 12),
      ddl.text('body', 80),
      ddl.day('approved_on'),
      ddl.text('reference', 60),
    ],
    ...ofAgreement('approved_on'),
  }),
  createTable(1763900000045, 'review_meeting', {
    columns: [ddl.id(), ddl.ref('agreement_id'), ddl.day('held_on')],
    ...ofAgreement('held_on'),
  }),
  renewable(1763900000046),
];

/**
 * An agency may sign the same model anew: the pair is unique with the generation alone. The new index comes first, for
 * MySQL needs one behind the foreign key; each statement looks first, because MySQL commits it before the step is written down.
 */
function renewable(stamp: number): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `Renewable_agreement_${stamp}`;

    async up(runner: QueryRunner): Promise<void> {
      const table = await runner.getTable('agreement');
      const names = new Set(table?.indices.map(({ name }) => name));
      if (!names.has('ux_agreement_generation'))
        await runner.query('CREATE UNIQUE INDEX ux_agreement_generation ON agreement (agency_id, model, generation)');
      if (!names.has('ux_agreement_agency_id_model')) return;
      const isSqlite = runner.connection.options.type === 'better-sqlite3';
      await runner.query(`DROP INDEX ux_agreement_agency_id_model${isSqlite ? '' : ' ON agreement'}`);
    }

    async down(): Promise<void> {
      throw new Error('Migrations go forward only.');
    }
  };
}

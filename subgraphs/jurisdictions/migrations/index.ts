import { addColumn, addColumns } from '../../kit/addColumn';
import { ddl } from '../../kit/columns';
import { createTable } from '../../kit/createTable';
import { actingTables, agreementTables } from './actingTables';
import { listTables } from './listTables';

const nullable = { isNullable: true };

/** The tables of this subgraph, one a step, in the order they were added. A landed step is never edited. */
export const migrations = [
  createTable(1763900000001, 'jurisdiction', {
    columns: [ddl.key('geoid', 7), ddl.text('level', 20), ddl.text('name', 80), ddl.text('state_abbr', 2)],
    indices: [['state_abbr']],
  }),
  createTable(1763900000002, 'field_office', {
    columns: [ddl.id(), ddl.text('name', 40)],
    uniques: [['name']],
  }),
  createTable(1763900000003, 'agency', {
    columns: [
      ddl.id(),
      ddl.text('slug', 160),
      ddl.text('name', 160),
      ddl.text('kind', 20, nullable),
      ddl.text('level', 20, nullable),
      ddl.text('state_abbr', 2),
      ddl.ref('field_office_id', nullable),
    ],
    uniques: [['slug']],
    indices: [['state_abbr'], ['field_office_id']],
    references: { field_office_id: 'field_office' },
  }),
  createTable(1763900000004, 'agency_jurisdiction', {
    columns: [ddl.id(), ddl.ref('agency_id'), ddl.text('geoid', 7)],
    uniques: [['agency_id', 'geoid']],
    indices: [['geoid']],
    references: { agency_id: 'agency', geoid: 'jurisdiction.geoid' },
  }),
  createTable(1763900000005, 'agency_ori', {
    columns: [ddl.id(), ddl.ref('agency_id'), ddl.text('ori', 9)],
    uniques: [['agency_id', 'ori']],
    references: { agency_id: 'agency' },
  }),
  createTable(1763900000006, 'agency_alias', {
    columns: [ddl.id(), ddl.ref('agency_id'), ddl.text('name', 160)],
    uniques: [['agency_id', 'name']],
    references: { agency_id: 'agency' },
  }),
  createTable(1763900000007, 'facility', {
    columns: [ddl.id(), ddl.text('name', 120), ddl.text('time_zone', 40), ddl.text('kind', 20)],
  }),
  createTable(1763900000008, 'facility_agency', {
    columns: [ddl.id(), ddl.ref('facility_id'), ddl.ref('agency_id')],
    uniques: [['facility_id', 'agency_id']],
    indices: [['agency_id']],
    references: { facility_id: 'facility', agency_id: 'agency' },
  }),
  createTable(1763900000009, 'agreement', {
    columns: [
      ddl.id(),
      ddl.ref('agency_id'),
      ddl.text('state_abbr', 2),
      ddl.text('model', 3),
      ddl.text('status', 24),
      ddl.day('signed_on', nullable),
      ddl.text('moa_status', 20),
      ddl.text('moa_url', 500, nullable),
      ddl.text('addendum_url', 500, nullable),
      ddl.day('first_listed_on', nullable),
      ddl.day('last_listed_on', nullable),
      ddl.whole('version'),
    ],
    uniques: [['agency_id', 'model']],
    indices: [['state_abbr'], ['model'], ['status']],
    references: { agency_id: 'agency' },
  }),
  createTable(1763900000010, 'agreement_event', {
    columns: [ddl.id(), ddl.ref('agreement_id'), ddl.text('code', 24), ddl.day('seen_on')],
    indices: [['agreement_id', 'seen_on']],
    references: { agreement_id: 'agreement' },
  }),
  ...listTables,
  ...actingTables,
  ...agreementTables,
  addColumn(1763900000047, { table: 'agreement', column: 'is_suspended', type: 'boolean NOT NULL DEFAULT 0' }),
  addColumn(1763900000048, { table: 'facility', column: 'version', type: 'integer NOT NULL DEFAULT 1' }),
  createTable(1763900000049, 'import_proposal', {
    columns: [
      ddl.id(),
      ddl.ref('publication_id'),
      ddl.text('kind', 12),
      ddl.ref('agency_id'),
      ddl.ref('agreement_id'),
      ddl.ref('listed_agreement_id'),
      ddl.text('before_text', 160, nullable),
      ddl.text('after_text', 160, nullable),
      ddl.text('status', 12),
      ddl.whole('version'),
    ],
    indices: [['agency_id'], ['publication_id']],
    references: { publication_id: 'list_publication' },
  }),
  addColumns(1763900000050, 'moa_template', { min_months_of_service: 'integer', adjudication_days: 'integer' }),
  addColumn(1763900000051, { table: 'moa_template', column: 'agency_revocation_notice_hours', type: 'integer' }),
];

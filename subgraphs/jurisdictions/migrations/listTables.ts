import { addColumn } from '../../kit/addColumn';
import { ddl } from '../../kit/columns';
import { createTable } from '../../kit/createTable';

const nullable = { isNullable: true };
const ofPublication = {
  indices: [['publication_id']],
  references: { publication_id: 'list_publication' },
};

/** The steps that the importer of ICE's lists added. A landed step is never edited. */
export const listTables = [
  addColumn(1763900000011, { table: 'agreement', column: 'listed_name', type: 'varchar(160)' }),
  addColumn(1763900000012, { table: 'agreement', column: 'delisted_on', type: 'date' }),
  createTable(1763900000013, 'list_publication', {
    columns: [
      ddl.id(),
      ddl.text('file_sha256', 64),
      ddl.text('file_name', 255),
      ddl.text('kind', 20),
      ddl.day('listed_on'),
      ddl.text('status', 20),
      ddl.text('accepted_reason', 500, nullable),
      ddl.text('previous_id', 26, nullable),
      ddl.instant('imported_at'),
      ddl.whole('row_count'),
    ],
    uniques: [['file_sha256'], ['previous_id']],
  }),
  createTable(1763900000014, 'list_report_part', {
    columns: [ddl.id(), ddl.ref('publication_id'), ddl.whole('part_number'), ddl.long('text')],
    uniques: [['publication_id', 'part_number']],
    references: ofPublication.references,
  }),
  createTable(1763900000015, 'list_row', {
    columns: [
      ddl.id(),
      ddl.ref('publication_id'),
      ddl.whole('sheet_row'),
      ddl.long('raw_cells'),
      ddl.long('clean_row'),
      ddl.text('used_as', 12),
      ddl.ref('agreement_id', nullable),
    ],
    uniques: [['publication_id', 'sheet_row']],
    indices: [['agreement_id']],
    references: ofPublication.references,
  }),
  createTable(1763900000016, 'staged_agency', {
    columns: [
      ddl.id(),
      ddl.ref('publication_id'),
      ddl.ref('agency_id'),
      ddl.flag('is_new'),
      ddl.text('slug', 160),
      ddl.text('name', 160),
      ddl.text('kind', 20, nullable),
      ddl.text('level', 20, nullable),
      ddl.text('state_abbr', 2),
      ddl.ref('field_office_id', nullable),
    ],
    uniques: [['publication_id', 'agency_id']],
    references: ofPublication.references,
  }),
  createTable(1763900000017, 'staged_area', {
    columns: [ddl.id(), ddl.ref('publication_id'), ddl.ref('agency_id'), ddl.text('geoid', 7)],
    ...ofPublication,
  }),
  createTable(1763900000018, 'staged_alias', {
    columns: [ddl.id(), ddl.ref('publication_id'), ddl.ref('agency_id'), ddl.text('name', 160)],
    ...ofPublication,
  }),
  createTable(1763900000019, 'staged_agreement', {
    columns: [
      ddl.id(),
      ddl.ref('publication_id'),
      ddl.ref('agreement_id'),
      ddl.ref('agency_id'),
      ddl.flag('is_new'),
      ddl.flag('is_changed'),
      ddl.text('state_abbr', 2),
      ddl.text('model', 3),
      ddl.day('signed_on', nullable),
      ddl.text('moa_status', 20),
      ddl.text('moa_url', 500, nullable),
      ddl.text('addendum_url', 500, nullable),
      ddl.text('listed_name', 160, nullable),
    ],
    uniques: [['publication_id', 'agreement_id']],
    references: ofPublication.references,
  }),
  createTable(1763900000020, 'staged_event', {
    columns: [ddl.id(), ddl.ref('publication_id'), ddl.ref('agreement_id'), ddl.text('code', 24)],
    indices: [['publication_id', 'code']],
    references: ofPublication.references,
  }),
];

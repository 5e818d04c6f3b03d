import { ddl } from '../../kit/columns';
import { createTable } from '../../kit/createTable';
import { lifeTables } from './lifeTables';

const nullable = { isNullable: true };

/** The tables of this subgraph, one a step, in the order they were added. A landed step is never edited. */
export const migrations = [
  createTable(1763900000101, 'agency_reach', {
    columns: [ddl.key('agency_id'), ddl.text('field_office', 40, nullable), ddl.text('state_abbr', 2)],
    indices: [['field_office'], ['state_abbr']],
  }),
  createTable(1763900000102, 'officer', {
    columns: [
      ddl.id(),
      ddl.ref('agency_id'),
      ddl.text('given_name', 80),
      ddl.text('sur_name', 80),
      ddl.text('badge_id', 20, nullable),
      ddl.text('model', 3),
      ddl.text('status', 16),
      ddl.flag('detention_duty'),
      ddl.flag('nomination_eligible', nullable),
      ddl.whole('version'),
    ],
    indices: [['agency_id', 'status']],
  }),
  createTable(1763900000103, 'certification', {
    columns: [
      ddl.id(),
      ddl.ref('officer_id'),
      ddl.text('model', 3),
      ddl.day('certified_on'),
      ddl.whole('score_percent'),
    ],
    indices: [['officer_id', 'certified_on']],
    references: { officer_id: 'officer' },
  }),
  createTable(1763900000104, 'authorization', {
    columns: [
      ddl.id(),
      ddl.ref('officer_id'),
      ddl.ref('agreement_id'),
      ddl.long('functions'),
      ddl.day('letter_signed_on'),
      ddl.day('form_70006_executed_on', nullable),
      ddl.instant('valid_from_at'),
      ddl.instant('valid_until_at', nullable),
      ddl.text('supervising_position', 80, nullable),
      ddl.text('status', 20),
      ddl.whole('version'),
    ],
    indices: [['officer_id', 'valid_from_at'], ['agreement_id']],
    references: { officer_id: 'officer' },
  }),
  createTable(1763900000105, 'credential', {
    columns: [
      ddl.id(),
      ddl.ref('officer_id'),
      ddl.day('issued_on'),
      ddl.day('expires_on', nullable),
      ddl.day('returned_on', nullable),
      ddl.text('status', 12),
    ],
    indices: [['officer_id', 'issued_on']],
    references: { officer_id: 'officer' },
  }),
  ...lifeTables,
];

import { addColumn } from '../../kit/addColumn';
import { ddl } from '../../kit/columns';
import { createTable } from '../../kit/createTable';

const nullable = { isNullable: true };
const protectedKey = (name: string) => [
  ddl.key(name),
  ddl.wholeKey('rev'),
  ddl.ref('act_id'),
  ddl.instant('written_at'),
];

/** What the warrant desk added: stops, claims, decisions, violations, and columns of the papers. */
export const deskTables = [
  createTable(1763900000211, 'service_stop', {
    columns: [
      ddl.id(),
      ddl.ref('warrant_id'),
      ddl.ref('facility_id'),
      ddl.instant('since_at'),
      ddl.instant('ended_at', nullable),
    ],
    indices: [['warrant_id', 'since_at']],
    references: { warrant_id: 'administrative_warrant' },
  }),
  createTable(1763900000212, 'claim_report', {
    columns: [
      ddl.id(),
      ddl.ref('warrant_id'),
      ddl.ref('facility_id'),
      ddl.instant('received_at'),
      ddl.instant('reported_at'),
      ddl.long('sealed'),
    ],
    indices: [['facility_id', 'received_at'], ['warrant_id']],
    references: { warrant_id: 'administrative_warrant' },
  }),
  createTable(1763900000213, 'authority_decision', {
    columns: [
      ddl.id(),
      ddl.ref('warrant_id'),
      ddl.ref('officer_id'),
      ddl.ref('facility_id'),
      ddl.instant('at'),
      ddl.flag('allowed'),
      ddl.long('checks'),
      ddl.text('policy_version', 80),
      ddl.instant('holds_until_at', nullable),
    ],
    indices: [['warrant_id'], ['officer_id']],
    references: { warrant_id: 'administrative_warrant' },
  }),
  createTable(1763900000214, 'violation', {
    columns: [
      ddl.id(),
      ddl.ref('service_id'),
      ddl.ref('officer_id'),
      ddl.ref('facility_id'),
      ddl.long('checks'),
      ddl.instant('recorded_at'),
    ],
    indices: [['facility_id', 'recorded_at']],
    uniques: [['service_id']],
    references: { service_id: 'service_record' },
  }),
  addColumn(1763900000215, { table: 'hold', column: 'clocks', type: 'text' }),
  addColumn(1763900000216, { table: 'hold', column: 'detention_agreement_id', type: 'varchar(26)' }),
  addColumn(1763900000217, { table: 'hold', column: 'receiving_office', type: 'varchar(80)' }),
  addColumn(1763900000218, { table: 'service_record', column: 'notice_acknowledged_at', type: 'datetime(3)' }),
  addColumn(1763900000219, { table: 'service_record', column: 'interpreter_name', type: 'varchar(80)' }),
  addColumn(1763900000220, { table: 'service_record', column: 'copy_given', type: 'boolean' }),
  addColumn(1763900000221, { table: 'service_record', column: 'refused_signature', type: 'boolean' }),
  addColumn(1763900000222, { table: 'service_record', column: 'decision_id', type: 'varchar(26)' }),
  addColumn(1763900000223, { table: 'service_record', column: 'confirmed_at', type: 'datetime(3)' }),
  addColumn(1763900000224, { table: 'service_record', column: 'started_late', type: 'boolean' }),
  addColumn(1763900000228, { table: 'service_record', column: 'recorded_at', type: 'datetime(3)' }),
  addColumn(1763900000229, { table: 'service_record', column: 'rechecked_at', type: 'datetime(3)' }),
  addColumn(1763900000225, { table: 'detainer', column: 'cancelled_at', type: 'datetime(3)' }),
  addColumn(1763900000226, { table: 'detainer', column: 'changed_at', type: 'datetime(3)' }),
  addColumn(1763900000227, { table: 'administrative_warrant', column: 'charges_concluded', type: 'boolean' }),
];

/** Their protected counterparts. */
export const protectedDeskTables = [
  createTable(1763900000311, 'claim_acknowledgement', { columns: protectedKey('claim_id') }),
  createTable(1763900000313, 'claim_resolution', { columns: protectedKey('claim_id') }),
  createTable(1763900000312, 'paper_ground', { columns: [...protectedKey('paper_id'), ddl.long('bases', nullable)] }),
];

import type { MigrationInterface } from 'typeorm';
import { ddl } from './columns';
import { createTable } from './createTable';

const nullable = { isNullable: true };

/** The tables of acts and events that every operational store has; `stamp` and the one after it are theirs. */
export function actTables(stamp: number): readonly (new () => MigrationInterface)[] {
  return [
    createTable(stamp, 'act', {
      columns: [
        ddl.id(),
        ddl.text('mutation', 60),
        ddl.text('actor', 64),
        ddl.text('idempotency_key', 64, nullable),
        ddl.text('input_mac', 64),
        ddl.ref('result_id'),
        ddl.instant('at'),
      ],
      uniques: [['actor', 'mutation', 'idempotency_key']],
      indices: [['at']],
    }),
    createTable(stamp + 1, 'event', {
      columns: [
        ddl.id(),
        ddl.ref('act_id'),
        ddl.text('entity', 40),
        ddl.ref('entity_id'),
        ddl.text('mutation', 60),
        ddl.text('from_status', 32, nullable),
        ddl.text('to_status', 32),
        ddl.text('actor_issuer', 200, nullable),
        ddl.text('actor_sub', 200),
        ddl.text('actor_client', 200, nullable),
        ddl.text('capacity', 32),
        ddl.text('reason', 40, nullable),
        ddl.instant('at'),
      ],
      indices: [['entity', 'entity_id', 'at']],
      references: { act_id: 'act' },
    }),
  ];
}

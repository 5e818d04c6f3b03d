import { type FindOperator, Raw } from 'typeorm';
import { ROW } from '../kit/rowScope';
import { ENDED, IN_FORCE } from './rules/statusAt';

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** `statusAt` in SQL, as of `:asOf`. */
export const statusSql = (row: string): string =>
  `CASE WHEN ${row}.status IN (${quoted(ENDED)}) THEN ${row}.status
    WHEN ${row}.expires_at <= :asOf
      AND (${row}.due_status IS NULL OR ${row}.due_status <> 'TERMINATED' OR ${row}.due_at > ${row}.expires_at) THEN 'EXPIRED'
    WHEN ${row}.due_at <= :asOf THEN ${row}.due_status
    ELSE ${row}.status END`;

/** Whether officers may act under an agreement, in SQL, as of `:asOf`. */
export const inForceSql = (row: string): string =>
  `${row}.status IN (${quoted(IN_FORCE)}) AND ${row}.is_suspended = 0
    AND (${row}.due_at IS NULL OR ${row}.due_at > :asOf) AND (${row}.expires_at IS NULL OR ${row}.expires_at > :asOf)`;

/** Agreements whose status at an instant is this one. */
export function hasStatus(status: string, asOf: Date): FindOperator<string> {
  return Raw(() => `${statusSql(ROW)} = :wantedStatus`, { wantedStatus: status, asOf });
}

/** Agreements that are in force at an instant. */
export function isInForce(asOf: Date): FindOperator<string> {
  return Raw(() => `(${inForceSql(ROW)})`, { asOf });
}

import { QueryFailedError } from 'typeorm';
import { ImportError } from './importError';

/** Codes of both engines for a key taken or a row gone since it was read, and for a lock that another holds. */
const CONFLICTS: ReadonlySet<string> = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
  'ER_DUP_ENTRY',
  'ER_NO_REFERENCED_ROW_2',
  'ER_ROW_IS_REFERENCED_2',
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
]);

/** What went wrong as one of the importer's errors. What the driver said, SQL included, stays in `cause`. */
export function importErrorOf(error: unknown): ImportError {
  if (error instanceof ImportError) return error;
  const isConflict = error instanceof QueryFailedError && CONFLICTS.has(codeOf(error.driverError));
  return new ImportError(isConflict ? 'IMPORT_OVERTAKEN' : 'IMPORT_FAILED', { cause: error });
}

function codeOf(error: object): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

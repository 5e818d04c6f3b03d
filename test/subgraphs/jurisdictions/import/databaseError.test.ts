import { QueryFailedError } from 'typeorm';
import { importErrorOf } from '../../../../subgraphs/jurisdictions/import/databaseError';
import { ImportError } from '../../../../subgraphs/jurisdictions/import/importError';

const failed = (code: string) =>
  new QueryFailedError('INSERT INTO agency', ['TEST'], Object.assign(new Error('TEST'), { code }));

describe('importErrorOf', () => {
  it('passes on what the importer itself says', () => {
    const error = new ImportError('LIST_EMPTY');
    expect(importErrorOf(error)).toBe(error);
  });

  it.each([
    ['SQLITE_CONSTRAINT_UNIQUE', 'IMPORT_OVERTAKEN'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'IMPORT_OVERTAKEN'],
    ['ER_DUP_ENTRY', 'IMPORT_OVERTAKEN'],
    ['ER_LOCK_DEADLOCK', 'IMPORT_OVERTAKEN'],
    ['SQLITE_FULL', 'IMPORT_FAILED'],
    ['ER_PARSE_ERROR', 'IMPORT_FAILED'],
  ])('calls %s %s and keeps SQL out of the sentence', (driverCode, code) => {
    const { message, ...error } = importErrorOf(failed(driverCode));
    expect(error.code).toBe(code);
    expect(message).toMatch(/nothing of (it|this one) is applied/);
    expect(message).not.toMatch(/INSERT|TEST|_/);
  });

  it('calls all else a failed import', () => {
    expect(importErrorOf('TEST')).toMatchObject({ code: 'IMPORT_FAILED', cause: 'TEST' });
  });
});

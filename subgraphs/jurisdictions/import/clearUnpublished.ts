import { In, Not } from 'typeorm';
import type { Store } from '../../kit/store';
import { unitOfWork } from '../../kit/unitOfWork';
import { ListPublication } from '../ListPublication.entity';
import { STAGED_TABLES } from './publishStatements';
import { CHUNK_ROWS, type StagingParts } from './stagePublication';

type ClearingParts = Pick<StagingParts, 'store' | 'pause'>;

/** Frees a file's hash of a run that never published, interrupted or quarantined, little by little. A published one stays. */
export async function clearUnpublished(fileSha256: string, parts: ClearingParts): Promise<void> {
  const { store } = parts;
  const stale = { fileSha256, status: Not('PUBLISHED') };
  await unitOfWork(store, (manager) => manager.update(ListPublication, stale, { status: 'ABANDONED' }));
  for (const table of [...STAGED_TABLES, 'import_proposal', 'list_row', 'list_report_part'])
    await clearTable(table, fileSha256, parts);
  const abandoned = { fileSha256, status: 'ABANDONED' };
  await unitOfWork(store, (manager) => manager.delete(ListPublication, abandoned));
}

async function clearTable(table: string, fileSha256: string, { store, pause }: ClearingParts): Promise<void> {
  for (;;) {
    const ids = await someIds(table, fileSha256, store);
    if (ids.length === 0) return;
    await unitOfWork(store, (manager) => manager.delete(table, { id: In(ids) }));
    await pause();
  }
}

async function someIds(table: string, fileSha256: string, { reads }: Store): Promise<readonly string[]> {
  const rows: readonly { readonly id: string }[] = await reads.query(
    `SELECT t.id FROM ${table} t JOIN list_publication p ON p.id = t.publication_id
     WHERE p.file_sha256 = ? AND p.status = 'ABANDONED' LIMIT ${CHUNK_ROWS}`,
    [fileSha256],
  );
  return rows.map(({ id }) => id);
}

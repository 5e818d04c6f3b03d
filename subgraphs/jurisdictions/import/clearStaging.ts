import { In, Not } from 'typeorm';
import type { Store } from '../../kit/store';
import { unitOfWork } from '../../kit/unitOfWork';
import { ListPublication } from '../ListPublication.entity';
import { CHUNK_ROWS, type StagingParts } from './stagePublication';

type ClearingParts = Pick<StagingParts, 'store' | 'pause'>;

const STAGED = ['staged_agency', 'staged_area', 'staged_alias', 'staged_agreement', 'staged_event'];
const KEPT_IF_PUBLISHED = ['list_row', 'list_report_part'];

/** Frees a file's hash of a run that never published: interrupted, or quarantined. A published one stays. */
export async function clearUnpublished(fileSha256: string, parts: ClearingParts): Promise<void> {
  const stale = { fileSha256, status: Not('PUBLISHED') };
  await unitOfWork(parts.store, (manager) => manager.update(ListPublication, stale, { status: 'ABANDONED' }));
  await clearStaging(parts);
}

/** Deletes, little by little, what published lists had staged, and all that abandoned ones left. */
export async function clearStaging(parts: ClearingParts): Promise<void> {
  for (const table of STAGED) await clearTable(table, ['PUBLISHED', 'ABANDONED'], parts);
  for (const table of KEPT_IF_PUBLISHED) await clearTable(table, ['ABANDONED'], parts);
  await unitOfWork(parts.store, (manager) => manager.delete(ListPublication, { status: 'ABANDONED' }));
}

async function clearTable(table: string, statuses: readonly string[], { store, pause }: ClearingParts): Promise<void> {
  for (;;) {
    const ids = await someIds(table, statuses, store);
    if (ids.length === 0) return;
    await unitOfWork(store, (manager) => manager.delete(table, { id: In(ids) }));
    await pause();
  }
}

async function someIds(table: string, statuses: readonly string[], { reads }: Store): Promise<readonly string[]> {
  const rows: readonly { readonly id: string }[] = await reads.query(
    `SELECT t.id FROM ${table} t JOIN list_publication p ON p.id = t.publication_id
     WHERE p.status IN (${statuses.map(() => '?').join(', ')}) LIMIT ${CHUNK_ROWS}`,
    [...statuses],
  );
  return rows.map(({ id }) => id);
}

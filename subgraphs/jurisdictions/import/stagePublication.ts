import type { Store } from '../../kit/store';
import { unitOfWork } from '../../kit/unitOfWork';
import { ListPublication } from '../ListPublication.entity';
import { ImportError } from './importError';
import type { PlannedTable } from './publicationPlan';

export interface StagingParts {
  readonly store: Store;
  /** Waited for after each write, so that others come to write too. */
  readonly pause: () => Promise<void>;
  /** Told how much of the import is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

interface Chunk {
  readonly entity: PlannedTable['entity'];
  readonly rows: readonly object[];
}

/** A write lock blocks all other writers, and on SQLite their event loops: none of a bulk job exceeds 100 rows. */
export const CHUNK_ROWS = 100;

/** Writes a publication and its rows out of sight, little by little. Throws IMPORT_OVERTAKEN when another run took the file. */
export async function stagePublication(
  publication: ListPublication,
  tables: readonly PlannedTable[],
  { store, pause, onProgress }: StagingParts,
): Promise<void> {
  await unitOfWork(store, (manager) => manager.insert(ListPublication, publication));
  const chunks = tables.flatMap(chunksOf);
  for (const [index, chunk] of chunks.entries()) {
    await pause();
    await insertChunk(store, publication.id, chunk);
    onProgress((index + 1) / chunks.length);
  }
}

function chunksOf({ entity, rows }: PlannedTable): Chunk[] {
  const count = Math.ceil(rows.length / CHUNK_ROWS);
  return Array.from({ length: count }, (_, index) => {
    return { entity, rows: rows.slice(index * CHUNK_ROWS, (index + 1) * CHUNK_ROWS) };
  });
}

/** The update changes nothing but locks the publication, so that no row comes in after another run abandoned it. */
function insertChunk(store: Store, id: string, { entity, rows }: Chunk): Promise<unknown> {
  return unitOfWork(store, async (manager) => {
    const { affected } = await manager.update(ListPublication, { id, status: 'STAGED' }, { status: 'STAGED' });
    if (affected !== 1) throw new ImportError('IMPORT_OVERTAKEN');
    return manager.insert(entity, rows as never);
  });
}

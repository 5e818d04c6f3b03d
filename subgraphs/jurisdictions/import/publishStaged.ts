import type { Store } from '../../kit/store';
import { unitOfWork } from '../../kit/unitOfWork';
import { ListPublication } from '../ListPublication.entity';
import { ImportError } from './importError';
import { publishStatements } from './publishStatements';

/**
 * Makes a staged publication visible, all of it in one short transaction or none. Throws IMPORT_OVERTAKEN when the file
 * was taken over; the unique `previousId` refuses a second publication on the same base.
 */
export function publishStaged(store: Store, publication: ListPublication, baseId: string): Promise<void> {
  const { id } = publication;
  return unitOfWork(store, async (manager) => {
    const change = { status: 'PUBLISHED', previousId: baseId };
    const { affected } = await manager.update(ListPublication, { id, status: 'STAGED' }, change);
    if (affected !== 1) throw new ImportError('IMPORT_OVERTAKEN');
    for (const [sql, values] of publishStatements(publication)) await manager.query(sql, [...values]);
  });
}

/** Ends a staged publication as one that waits for a person's word; of it the report alone is kept. */
export function quarantineStaged(store: Store, { id }: ListPublication): Promise<void> {
  return unitOfWork(store, async (manager) => {
    const { affected } = await manager.update(ListPublication, { id, status: 'STAGED' }, { status: 'QUARANTINED' });
    if (affected !== 1) throw new ImportError('IMPORT_OVERTAKEN');
  });
}

import type { Store } from '../../kit/store';
import { ListPublication, ListReportPart } from '../ListPublication.entity';
import { ImportError } from './importError';
import type { ImportReport } from './importReport';
import { joinReport } from './reportParts';

/** The report of a file that is published already; null for all others. */
export async function readPublishedReport({ reads }: Store, fileSha256: string): Promise<ImportReport | null> {
  const published = await reads.getRepository(ListPublication).findOneBy({ fileSha256, status: 'PUBLISHED' });
  if (published === null) return null;
  return joinReport(await reads.getRepository(ListReportPart).findBy({ publicationId: published.id }));
}

/** Throws TABLES_MISSING where migrations are pending; steps run in order, so that the last table tells. */
export async function requireTables({ reads }: Store): Promise<void> {
  const runner = reads.createQueryRunner();
  const isThere = await runner.hasTable('staged_event').finally(() => runner.release());
  if (!isThere) throw new ImportError('TABLES_MISSING');
}

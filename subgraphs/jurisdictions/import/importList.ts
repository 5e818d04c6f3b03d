import { createHash } from 'node:crypto';
import type { ListPublication } from '../ListPublication.entity';
import { clearUnpublished } from './clearUnpublished';
import { importErrorOf } from './databaseError';
import { type ImportReport, importReport, repeatedReport } from './importReport';
import { planPublication } from './planPublication';
import { type PreparedImport, prepareImport } from './prepareImport';
import { publishStaged, quarantineStaged } from './publishStaged';
import { type Known, readKnown } from './readKnown';
import { readPublishedReport, requireTables } from './readPublished';
import type { Reference } from './reference';
import { cutReport } from './reportParts';
import { type StagingParts, stagePublication } from './stagePublication';

export interface ListFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Why a quarantined list shall be applied all the same; null when nobody says so. */
  readonly acceptedReason: string | null;
  /** The day of the list where a person gives it. */
  readonly listedOn: string | null;
}

export interface ImportParts extends StagingParts {
  readonly reference: Reference;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * Imports one file of ICE's list: all of it becomes visible at once, or nothing. The same file again changes nothing.
 * Throws `ImportError` and nothing else.
 */
export async function importList(file: ListFile, parts: ImportParts): Promise<ImportReport> {
  try {
    await requireTables(parts.store);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const published = await readPublishedReport(parts.store, sha256);
    if (published !== null) return repeatedReport(published);
    const known = await readKnown(parts.store);
    const prepared = prepare(file, known, parts);
    await clearUnpublished(sha256, parts);
    return await apply({ file, prepared, known }, parts);
  } catch (error) {
    throw importErrorOf(error);
  }
}

interface ImportRun {
  readonly file: ListFile;
  readonly prepared: PreparedImport;
  readonly known: Known;
}

function prepare({ fileName, bytes, listedOn }: ListFile, { previous }: Known, parts: ImportParts): PreparedImport {
  const today = parts.now().toISOString().slice(0, 10);
  const given = listedOn === null ? {} : { listedOn };
  return prepareImport({ fileName, bytes, previous, reference: parts.reference, today, ...given });
}

async function apply(run: ImportRun, parts: ImportParts): Promise<ImportReport> {
  const { file, prepared, known } = run;
  const isQuarantined = prepared.quarantine.length > 0 && file.acceptedReason === null;
  const publication = stagedPublication(run, parts);
  const ids = { publicationId: publication.id, newId: parts.newId };
  const { tables, added } = planPublication(prepared, { ...ids, known, addsOnly: prepared.kind === 'PENDING' });
  const outcome = { fileName: file.fileName, applied: !isQuarantined, added };
  const report = importReport(prepared, outcome);
  const reportTable = cutReport(report, ids);
  await stagePublication(publication, isQuarantined ? [reportTable] : [reportTable, ...tables], parts);
  if (isQuarantined) await quarantineStaged(parts.store, publication);
  else await publishStaged(parts.store, publication, known.baseId);
  return report;
}

function stagedPublication({ file, prepared }: ImportRun, { now, newId }: ImportParts): ListPublication {
  return {
    id: newId(),
    fileSha256: prepared.fileSha256,
    fileName: file.fileName,
    kind: prepared.kind,
    listedOn: prepared.listedOn,
    status: 'STAGED',
    acceptedReason: prepared.quarantine.length > 0 ? file.acceptedReason : null,
    previousId: null,
    importedAt: now(),
    rowCount: prepared.counts.rows,
  };
}

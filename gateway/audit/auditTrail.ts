import { LRUCache } from 'lru-cache';
import type { AuditTrail } from '../context';
import { causeFields, type LogFields, logEvent } from '../log';
import { Refusal } from '../refusal';
import { answerMembers, refusalMembers } from './auditRecord';
import { ChainFile } from './chainFile';
import { ForeignFile } from './openSegment';
import { type Selection, type SelectionOf, selectionReader } from './selection';

export interface AuditTrailOptions {
  readonly path: string;
  readonly maxBytes: number;
  readonly now: () => Date;
  /** Told of each write: how many lines it made durable, and how long that took. */
  readonly flushed: (lines: number, seconds: number) => void;
}

export interface OpenAuditTrail extends AuditTrail {
  /** False while nothing can be recorded, so that nothing can be answered. */
  readonly isWritable: boolean;
  close(): Promise<void>;
}

/** Far longer than a disk that works; no client waits for ever for one that does not. */
const PATIENCE_MS = 5000;
/** The one that is served, and one before it on which a request may end. */
const MAX_SUPERGRAPHS = 2;
const MAX_REMEMBERED_CHARACTERS = 4 * 1024 * 1024;

/** Opens the file of audit lines. Throws when another process writes it, or it holds something else. */
export async function openAuditTrail({ path, maxBytes, now, flushed }: AuditTrailOptions): Promise<OpenAuditTrail> {
  const selectionsBy = new LRUCache<string, SelectionOf>({
    max: MAX_SUPERGRAPHS,
    memoMethod: (supergraphSdl) => remembered(selectionReader(supergraphSdl)),
  });
  let underWay = 0;
  const options = {
    path,
    maxBytes,
    patienceMs: PATIENCE_MS,
    now,
    expected: () => underWay,
    flushed,
    changed: logChange,
  };
  const file = await ChainFile.open(options).catch((error: unknown) => {
    if (error instanceof ForeignFile) throw new Error(`AUDIT_FILE: ${error.message}`);
    throw error;
  });
  const record = (members: string): Promise<void> =>
    file.append(members).catch(() => {
      throw new Refusal('AUDIT_UNAVAILABLE');
    });
  return {
    begun: () => {
      underWay += 1;
      return () => {
        underWay -= 1;
      };
    },
    answered: (answer) => {
      const { document, operationName, outcome, supergraphSdl } = answer;
      const isRead = outcome.isExecuted && document !== null;
      const selection = isRead ? selectionsBy.memo(supergraphSdl)(document, operationName) : null;
      return record(answerMembers(answer, { at: now(), selection }));
    },
    refused: (request) => record(refusalMembers(request, now())),
    get isWritable() {
      return file.isWritable;
    },
    close: () => file.close(),
  };
}

function logChange(fault: unknown): void {
  if (fault === null) logEvent('audit.recovered');
  else logEvent('audit.failed', { ...causeFields(fault), ...codeOf(fault) }, 'error');
}

/** The operating system's own word, such as ENOSPC. */
function codeOf(fault: unknown): LogFields {
  const hasCode = fault instanceof Error && 'code' in fault && typeof fault.code === 'string';
  return hasCode ? { code: String(fault.code) } : {};
}

/** Selections by document and operation; both are known to be accepted, so that there are few of one document. */
function remembered(selectionOf: SelectionOf): SelectionOf {
  const known = new LRUCache<string, Map<string | null, Selection | null>>({
    maxSize: MAX_REMEMBERED_CHARACTERS,
    sizeCalculation: (_selections, document) => document.length + 1,
  });
  return (document, operationName) => {
    const ofDocument = known.get(document) ?? new Map<string | null, Selection | null>();
    const found = ofDocument.get(operationName);
    if (found !== undefined) return found;
    const selection = selectionOf(document, operationName);
    known.set(document, ofDocument.set(operationName, selection));
    return selection;
  };
}

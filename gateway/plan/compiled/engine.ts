import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../../context';
import { causeFields, logEvent } from '../../log';
import { FetchFailure } from '../reply';
import type { Variables } from './conditions';
import type { EngineCounts } from './engineCounts';
import { type Compiled, LearnedOperation, type LearnedParts, type Planned } from './learnedOperation';
import type { JsonObject } from './merge';
import type { Run } from './run';
import { BailOut, type Reason, TROUBLE } from './trouble';

export interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Variables;
}

export interface EngineParts extends Omit<LearnedParts, 'schema' | 'apiSchema'> {
  readonly schema: () => LearnedParts['schema'];
  readonly counts: EngineCounts;
}

/** What is known of one operation: its plan, that and how it is compiled, or why not. */
type Known = Planned | LearnedOperation | Reason;

const MAX_BYTES = 64 * 1024 * 1024;
/** What an operation takes in memory, seen for those of the bench: so much, and so much a character of document and plan. */
const SIZE = { least: 8192, perCharacter: 40 };

/**
 * Carries out operations that were planned before, compiled: of one view. It answers like the reference path or not at
 * all. It remembers plans, never data.
 */
export class Engine {
  readonly #known = new LRUCache<string, Map<string | null, Known>>({
    maxSize: MAX_BYTES,
    sizeCalculation: (ofDocument, document) => SIZE.least + SIZE.perCharacter * charactersOf(document, ofDocument),
  });
  #apiSchema: LearnedParts['apiSchema'] | null = null;

  constructor(private readonly parts: EngineParts) {}

  /** Remembers the plan of an operation that the reference path is about to carry out. */
  learn(planned: Planned, apiSchema: LearnedParts['apiSchema']): void {
    this.#apiSchema = apiSchema;
    const { source, queryHash, request } = planned.requestContext;
    const ofDocument = this.#known.get(source) ?? new Map<string | null, Known>();
    const operationName = request.operationName ?? null;
    if (ofDocument.has(operationName)) return;
    // Another document is carried out than the client's.
    const isRenamed = queryHash !== createHash('sha256').update(source).digest('hex');
    if (isRenamed) this.parts.counts.bailOut('renamed');
    ofDocument.set(operationName, isRenamed ? 'renamed' : planned);
    this.#known.set(source, ofDocument);
  }

  /** The answer's text; null where the reference path has to answer, which then takes what was fetched so far. */
  async answer(asked: Asked, context: RequestContext): Promise<string | null> {
    const compiled = this.#compiled(asked);
    if (compiled === null) return null;
    const data: JsonObject = Object.create(null);
    const run: Run = { data, variables: asked.variables, context, isShared: false, isOver: false };
    try {
      const text = await carriedOut(compiled, run);
      this.parts.counts.compiled += 1;
      return text;
    } catch (thrown) {
      run.isOver = true;
      if (thrown instanceof BailOut) this.#bailOut(asked, thrown.reason);
      else if (thrown !== TROUBLE && !(thrown instanceof FetchFailure))
        logEvent('engine.failed', { requestId: context.requestId, ...causeFields(thrown) }, 'error');
      this.parts.counts.takenOver += 1;
      context.fetches.startAnew();
      return null;
    }
  }

  #compiled(asked: Asked): Compiled | null {
    const ofDocument = this.#known.get(asked.query);
    const known = ofDocument?.get(asked.operationName);
    if (ofDocument === undefined || known === undefined || typeof known === 'string') return null;
    try {
      const learned = known instanceof LearnedOperation ? known : this.#learned(known);
      ofDocument.set(asked.operationName, learned);
      return learned.compiledFor(asked.variables);
    } catch (thrown) {
      if (!(thrown instanceof BailOut)) throw thrown;
      this.#bailOut(asked, thrown.reason);
      return null;
    }
  }

  #learned(planned: Planned): LearnedOperation {
    const { clientOf, hasTwins, schema } = this.parts;
    if (this.#apiSchema === null) throw new BailOut('type');
    return new LearnedOperation(planned, { clientOf, hasTwins, schema: schema(), apiSchema: this.#apiSchema });
  }

  #bailOut({ query, operationName }: Asked, reason: Reason): void {
    this.parts.counts.bailOut(reason);
    this.#known.get(query)?.set(operationName, reason);
  }
}

async function carriedOut({ fetch, writer }: Compiled, run: Run): Promise<string> {
  if (fetch !== null) await fetch(run);
  // A root field that nobody was asked for, or answered.
  if (writer.roots.some((name) => !Object.hasOwn(run.data, name))) throw TROUBLE;
  return `{"data":${writer.write(run.data, run.isShared ? [] : null)}}\n`;
}

function charactersOf(document: string, ofDocument: ReadonlyMap<string | null, Known>): number {
  return document.length * (1 + ofDocument.size);
}

import { createHash } from 'node:crypto';
import type { RequestContext } from '../../context';
import { causeFields, logEvent } from '../../log';
import { FetchFailure } from '../reply';
import type { Variables } from './conditions';
import type { EngineCounts } from './engineCounts';
import { type Compiled, LearnedOperation, type LearnedParts, type Planned } from './learnedOperation';
import type { JsonObject } from './merge';
import type { OperationMemory } from './operationMemory';
import { Output } from './output';
import type { Run } from './run';
import { BailOut, type Reason, TROUBLE } from './trouble';

export interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Variables;
}

/** What the engines of all views have in common. */
export interface EngineShare {
  readonly counts: EngineCounts;
  readonly memory: OperationMemory;
}

export interface EngineParts extends Omit<LearnedParts, 'schema' | 'apiSchema'>, EngineShare {
  readonly schema: () => LearnedParts['schema'];
}

const HEAD = Buffer.from('{"data":');
const TAIL = Buffer.from('}\n');
/** For all: an answer is written without a pause. */
const OUTPUT = new Output();

/**
 * Carries out operations that were planned before, compiled: of one view. It answers like the reference path or not at
 * all. It remembers plans, never data.
 */
export class Engine {
  readonly #memory;
  #apiSchema: LearnedParts['apiSchema'] | null = null;

  constructor(private readonly parts: EngineParts) {
    this.#memory = parts.memory.open();
  }

  /** Remembers the plan of an operation that the reference path is about to carry out. */
  learn(planned: Planned, apiSchema: LearnedParts['apiSchema']): void {
    this.#apiSchema = apiSchema;
    const { source, queryHash, request } = planned.requestContext;
    const operationName = request.operationName ?? null;
    if (this.#memory.find(source, operationName) !== undefined) return;
    // Another document is carried out than the client's.
    const isRenamed = queryHash !== createHash('sha256').update(source).digest('hex');
    if (isRenamed) this.parts.counts.bailOut('renamed');
    this.#memory.keep(source, operationName, isRenamed ? 'renamed' : planned);
  }

  /** The answer's bytes; null where the reference path has to answer, which then takes what was fetched so far. */
  async answer(asked: Asked, context: RequestContext): Promise<Buffer | null> {
    const compiled = this.#compiled(asked);
    if (compiled === null) return null;
    const data: JsonObject = Object.create(null);
    const run: Run = { data, variables: asked.variables, context, asked: new Map(), isShared: false, isOver: false };
    try {
      const bytes = await carriedOut(compiled, run);
      this.parts.counts.compiled += 1;
      return bytes;
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

  /** Forgets its operations. */
  close(): void {
    this.#memory.close();
  }

  #compiled(asked: Asked): Compiled | null {
    const known = this.#memory.find(asked.query, asked.operationName);
    if (known === undefined || typeof known === 'string') return null;
    try {
      const learned = known instanceof LearnedOperation ? known : this.#learned(known);
      if (learned !== known) this.#memory.keep(asked.query, asked.operationName, learned);
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
    this.#memory.keep(query, operationName, reason);
  }
}

async function carriedOut({ fetch, writer }: Compiled, run: Run): Promise<Buffer> {
  if (fetch !== null) await fetch(run);
  // A root field that nobody was asked for, or answered.
  if (writer.roots.some((name) => !Object.hasOwn(run.data, name))) throw TROUBLE;
  OUTPUT.begin();
  OUTPUT.copy(HEAD);
  writer.write(run.data, OUTPUT, run.isShared ? [] : null);
  OUTPUT.copy(TAIL);
  return OUTPUT.taken();
}

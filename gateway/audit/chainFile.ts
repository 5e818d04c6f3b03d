import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { beginSegment, nextSegment } from './beginSegment';
import { linked } from './chainLine';
import { type FileLock, lockFile } from './fileLock';
import { ForeignFile } from './openSegment';
import { appended, type Segment } from './segment';

export interface ChainFileOptions {
  readonly path: string;
  /** A file that is as long is followed by another. */
  readonly maxBytes: number;
  readonly now: () => Date;
  /** A disk that takes longer for one write is given up until it answers again. */
  readonly patienceMs: number;
  /** How many lines may come soon, those that wait included. */
  readonly expected: () => number;
  /** Told of each write: how many lines it made durable, and how long that took. */
  readonly flushed: (lines: number, seconds: number) => void;
  /** Told when lines can no longer be written, with the reason; and, with null, when they can again. */
  readonly changed: (fault: unknown) => void;
}

interface Waiting {
  readonly members: string;
  readonly done: () => void;
  readonly failed: (cause: unknown) => void;
}

const RETRY_MS = 500;
/** Lines wait at most so long for those that may come soon: to make them durable costs more than all else of them. */
const GATHER_MS = 4;

/** An append-only file of lines, each of which holds the hash of the one before. One process writes it. */
export class ChainFile {
  #segment: Segment | null = null;
  #acknowledged: Segment | null = null;
  #lock: FileLock | null = null;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #endGathering: (() => void) | null = null;
  #retrying: Promise<void> | null = null;
  #withheld = 0;
  readonly #closing = new AbortController();

  private constructor(private readonly options: ChainFileOptions) {}

  /**
   * Goes on with what the file holds. One that cannot be written now is tried again until it can; what is another
   * process's, or no chain, throws.
   */
  static async open(options: ChainFileOptions): Promise<ChainFile> {
    const file = new ChainFile(options);
    try {
      await file.#begin();
    } catch (error) {
      file.#release();
      if (error instanceof ForeignFile) throw error;
      file.#fail(error);
    }
    return file;
  }

  get isWritable(): boolean {
    return this.#segment !== null;
  }

  /** Resolves when the line is durable. Lines that wait are written together. Rejects when it cannot be written. */
  append(members: string): Promise<void> {
    if (this.#segment === null || this.#closing.signal.aborted) {
      this.#withheld += 1;
      return Promise.reject(new Error('The file cannot be written.'));
    }
    return new Promise((done, failed) => {
      this.#waiting.push({ members, done, failed });
      if (this.#isGathered) this.#endGathering?.();
      this.#writing ??= this.#writeAll();
    });
  }

  /** Writes what waits and a last line. */
  async close(): Promise<void> {
    const last = this.append(`"at":"${this.options.now().toISOString()}","kind":"closed"`);
    this.#closing.abort();
    // A file that cannot be written ends without it.
    await last.catch(() => undefined);
    await this.#writing;
    await this.#retrying;
    await this.#segment?.handle.close();
    this.#segment = null;
    this.#release();
  }

  async #begin(): Promise<void> {
    const { path, now } = this.options;
    this.#lock ??= lockFile(`${path}.lock`);
    if (this.#lock === null) throw new ForeignFile('is written by another process; give each a file of its own.');
    const withheld = this.#withheld;
    this.#segment = await beginSegment({ path, acknowledged: this.#acknowledged, withheld, at: now() });
    this.#acknowledged = this.#segment;
    this.#withheld -= withheld;
  }

  get #isGathered(): boolean {
    return this.#closing.signal.aborted || this.#waiting.length >= this.options.expected();
  }

  async #gather(): Promise<void> {
    // What comes in the same turn is written with it; whose lines were written before has left.
    await turn();
    if (this.#isGathered) return;
    const late = pause(GATHER_MS);
    await Promise.race([late, new Promise<void>((done) => (this.#endGathering = done))]);
    this.#endGathering = null;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0 && this.#segment !== null) {
      await this.#gather();
      const batch = this.#waiting.splice(0);
      try {
        await this.#write(this.#segment, batch);
        for (const { done } of batch) done();
      } catch (cause) {
        this.#withhold([...batch, ...this.#waiting.splice(0)], cause);
      }
    }
    this.#writing = null;
  }

  async #write(current: Segment, batch: readonly Waiting[]): Promise<void> {
    const begun = performance.now();
    let segment = current;
    if (segment.size >= this.options.maxBytes) {
      segment = await this.#inTime(nextSegment(segment, this.options.now()));
      this.#acknowledged = this.#segment = segment;
    }
    let { head } = segment;
    let text = '';
    for (const { members } of batch) {
      const next = linked(head, members);
      text += `${next.line}\n`;
      head = next.head;
    }
    this.#acknowledged = this.#segment = await this.#inTime(appended(segment, { text, head }));
    this.options.flushed(batch.length, (performance.now() - begun) / 1000);
  }

  /** What is written too late was never acknowledged, and is cut like any other such end. */
  async #inTime<T>(written: Promise<T>): Promise<T> {
    const answered = new AbortController();
    const late = pause(this.options.patienceMs, undefined, { signal: answered.signal }).then(() => {
      throw new Error('The disk does not answer.');
    });
    try {
      return await Promise.race([written, late]);
    } finally {
      answered.abort();
      late.catch(() => undefined);
    }
  }

  #withhold(batch: readonly Waiting[], cause: unknown): void {
    this.#withheld += batch.length;
    // What it holds is not known to be durable; closing it can only fail for the same reason.
    this.#segment?.handle.close().catch(() => undefined);
    this.#release();
    this.#fail(cause);
    for (const { failed } of batch) failed(cause);
  }

  #fail(cause: unknown): void {
    this.#segment = null;
    this.options.changed(cause);
    this.#retrying ??= this.#retry();
  }

  async #retry(): Promise<void> {
    while (this.#segment === null && !this.#closing.signal.aborted) {
      await pause(RETRY_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      if (this.#closing.signal.aborted) break;
      await this.#begin().catch(() => this.#release());
    }
    this.#retrying = null;
    if (this.#segment !== null) this.options.changed(null);
  }

  /** A lock may lie on a file that was removed since: each attempt takes it anew. */
  #release(): void {
    this.#lock?.release();
    this.#lock = null;
  }
}

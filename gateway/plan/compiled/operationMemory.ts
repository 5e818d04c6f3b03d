import { LRUCache } from 'lru-cache';
import type { LearnedOperation, Planned } from './learnedOperation';
import type { Reason } from './trouble';

/** What is known of one operation: its plan, that and how it is compiled, or why not. */
export type Known = Planned | LearnedOperation | Reason;

/** The operations of one document in one view. */
interface Entry {
  readonly document: string;
  readonly byName: Map<string | null, Known>;
  readonly view: Map<string, Entry>;
}

const MAX_BYTES = 64 * 1024 * 1024;
/** What an operation takes in memory, seen for those of the bench: so much, and so much a character of document and plan. */
const SIZE = { least: 8192, perCharacter: 40 };

/** Operations of all views within one bound: which were asked least lately are forgotten first, whoever's they are. */
export class OperationMemory {
  readonly #entries: LRUCache<Entry, Entry>;

  constructor(maxBytes = MAX_BYTES) {
    this.#entries = new LRUCache<Entry, Entry>({
      maxSize: maxBytes,
      sizeCalculation: ({ document, byName }) => SIZE.least + SIZE.perCharacter * document.length * (1 + byName.size),
      dispose: ({ document, view }) => view.delete(document),
    });
  }

  /** For one view; close it with the view. */
  open(): ViewMemory {
    return new ViewMemory(this.#entries);
  }
}

export class ViewMemory {
  readonly #view = new Map<string, Entry>();

  constructor(private readonly entries: LRUCache<Entry, Entry>) {}

  find(document: string, operationName: string | null): Known | undefined {
    const entry = this.#view.get(document);
    if (entry === undefined) return undefined;
    this.entries.get(entry);
    return entry.byName.get(operationName);
  }

  keep(document: string, operationName: string | null, known: Known): void {
    const entry = this.#view.get(document) ?? { document, byName: new Map(), view: this.#view };
    entry.byName.set(operationName, known);
    this.entries.set(entry, entry);
    if (this.entries.has(entry)) this.#view.set(document, entry);
  }

  close(): void {
    for (const entry of [...this.#view.values()]) this.entries.delete(entry);
  }
}

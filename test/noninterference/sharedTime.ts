import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_LENGTH = 26;

/** The clock and the ids of both worlds: what happens in one step has the same instant and the same ids in each. */
export class SharedTime {
  #step = 0;
  #nowMs: number;
  readonly #given = new Map<string, number>();

  constructor(
    private readonly seed: string,
    begins: Date,
  ) {
    this.#nowMs = begins.getTime();
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Begins the next step; ids are counted anew, so that what one world alone did leaves no trace in the next. */
  advance(milliseconds: number): void {
    this.#step += 1;
    this.#nowMs += milliseconds;
    this.#given.clear();
  }

  /** Whether every world was given as many ids in this step; where one was given more, the ids that follow differ. */
  isEven(worlds: readonly string[]): boolean {
    return new Set(worlds.map((world) => this.#given.get(world) ?? 0)).size === 1;
  }

  newIdOf(world: string): () => string {
    return () => {
      const count = (this.#given.get(world) ?? 0) + 1;
      this.#given.set(world, count);
      return idFrom(`${this.seed} ${this.#step} ${count}`);
    };
  }
}

/** A text in the form of a ULID that the seed decides. */
export function idFrom(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest();
  return `0${Array.from({ length: ID_LENGTH - 1 }, (_, at) => ALPHABET[(bytes[at] ?? 0) % ALPHABET.length]).join('')}`;
}

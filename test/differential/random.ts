import { createHash } from 'node:crypto';

/** Numbers from a seed: the same seed, the same numbers. */
export class Random {
  #state: number;

  constructor(seed: string) {
    this.#state = hashOf(seed);
  }

  /** From 0 up to, but not, `below`. */
  whole(below: number): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  chance(percent: number): boolean {
    return this.whole(100) < percent;
  }

  pick<T>(from: readonly T[]): T {
    const one = from[this.whole(from.length)];
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  }

  some<T>(from: readonly T[], percent: number): readonly T[] {
    return from.filter(() => this.chance(percent));
  }
}

/** A number that belongs to a text. */
export function hashOf(text: string): number {
  return createHash('sha1').update(text).digest().readInt32LE(0);
}

/** Whether something of this name happens, in so many of a hundred worlds. */
export function happens(text: string, percent: number): boolean {
  return Math.abs(hashOf(text)) % 100 < percent;
}

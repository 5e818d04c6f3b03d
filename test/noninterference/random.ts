import { createHash } from 'node:crypto';

/** Draws that a seed decides. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** From 0 up to, not including, `end`. */
  whole(end: number): number;
  chance(probability: number): boolean;
  /** Throws on an empty list. */
  pick<T>(list: readonly T[]): T;
  /** At most `count` different ones, in the order of the draw. */
  some<T>(list: readonly T[], count: number): readonly T[];
}

/** The same seed draws the same, on every machine; the parts of a run take a seed of their own each. */
export function randomFrom(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  // Mulberry32: 32 bits of state are enough for draws that are no secret.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const random: Random = {
    next,
    whole: (end) => Math.floor(next() * end),
    chance: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new Error('Nothing to pick from.');
      return list[random.whole(list.length)] as (typeof list)[number];
    },
    some: (list, count) => {
      const left = [...list];
      return Array.from({ length: Math.min(count, left.length) }, () =>
        left.splice(random.whole(left.length), 1),
      ).flat();
    },
  };
  return random;
}

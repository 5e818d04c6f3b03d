import type { Draws } from './argumentValue';
import { isProtected } from './classification';
import type { Harness, Other } from './harness';
import { type Operation, validOperation } from './operations';
import { randomFrom } from './random';
import type { Pair } from './run';
import { WORLDS } from './twoWorlds';

/**
 * Someone else acts in both worlds: the same mutation with the same input, but for what is protected in it, which is
 * drawn for each world apart. False when the act was answered with other codes, for then the worlds may be no pair.
 */
export async function actInContext(harness: Harness, pair: Pair, seed: string): Promise<boolean> {
  const other = randomFrom(seed).pick(harness.others);
  const codes: string[] = [];
  for (const world of WORLDS) {
    const operation = actOf(other, { harness, pair, seed, world });
    const { body, status } = await harness.worlds.ask(world, JSON.stringify(operation), other.claims);
    codes.push(`${status} ${[...body.matchAll(/"code":"(\w+)"/g)].map(([, code = '']) => code).join(' ')}`);
  }
  return codes[0] === codes[1];
}

interface Acting {
  readonly harness: Harness;
  readonly pair: Pair;
  readonly seed: string;
  readonly world: string;
}

function actOf({ schema }: Other, { harness, pair, seed, world }: Acting): Operation {
  const kept = harness.classification.elements.all.filter(
    ({ categories }) => categories.length > 0 && isProtected(categories),
  );
  const coordinates = new Set(kept.map(({ coordinate }) => coordinate));
  const draw: Draws = {
    open: randomFrom(`${seed} open`),
    kept: randomFrom(`${seed} ${world}`),
    isKept: (coordinate) => coordinates.has(coordinate),
    dictionary: pair.plain,
    nowMs: harness.worlds.time.nowMs,
  };
  return validOperation('mutation', { schema, draw, isWanted: () => false });
}

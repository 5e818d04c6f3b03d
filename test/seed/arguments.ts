import { parseArgs } from 'node:util';
import type { Engine } from '../kit/stores';
import { enginesNamed, whole } from '../kit/verbArguments';

export interface Arguments {
  /** 1 is the size of the whole programme. */
  readonly scale: number;
  readonly seed: number;
  readonly engines: readonly Engine[];
}

const LARGEST = 10;
/** Fewer bookings than this would leave the desk too few. */
const SMALLEST = 0.01;

/** Reads the verb's arguments. Throws a sentence for one that is odd or unknown. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      scale: { type: 'string', default: '1' },
      seed: { type: 'string', default: '287' },
      engine: { type: 'string' },
    },
  });
  const scale = Number(values.scale);
  if (!/^\d+(\.\d+)?$/.test(values.scale) || scale < SMALLEST || scale > LARGEST)
    throw new Error(`--scale: a number from ${SMALLEST} to ${LARGEST}.`);
  return { scale, seed: whole('seed', values.seed), engines: enginesNamed(values.engine) };
}

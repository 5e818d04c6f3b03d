import { parseArgs } from 'node:util';
import type { Engine } from '../kit/stores';
import { enginesNamed, whole } from '../kit/verbArguments';

export interface Arguments {
  readonly rounds: number;
  readonly seed: number;
  readonly engines: readonly Engine[];
}

/** Reads the verb's arguments. Throws a sentence for one that is odd or unknown. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(Date.now() % 1e6) },
      engine: { type: 'string' },
    },
  });
  return {
    rounds: whole('rounds', values.rounds),
    seed: whole('seed', values.seed),
    engines: enginesNamed(values.engine),
  };
}

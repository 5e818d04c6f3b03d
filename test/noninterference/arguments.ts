import { parseArgs } from 'node:util';
import type { Engine } from '../kit/stores';
import { whole } from '../kit/verbArguments';

export interface Arguments {
  readonly operations: number;
  readonly seed: number;
  readonly twins: number;
  readonly engine: Engine;
  readonly timing: boolean;
  /** Whether planted leaks are looked for as well. */
  readonly selfTest: boolean;
}

const OPERATIONS_A_TWIN = 100;

/** Reads the verb's arguments. Throws a sentence for one that is odd or unknown. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      operations: { type: 'string', default: '2000' },
      seed: { type: 'string', default: String(Date.now() % 1e6) },
      twins: { type: 'string' },
      engine: { type: 'string', default: 'sqlite' },
      timing: { type: 'boolean', default: false },
      'without-self-test': { type: 'boolean', default: false },
    },
  });
  const operations = whole('operations', values.operations);
  const twins = values.twins ?? String(Math.ceil(operations / OPERATIONS_A_TWIN));
  if (values.engine !== 'sqlite' && values.engine !== 'mariadb') throw new Error('--engine: sqlite or mariadb.');
  return {
    operations,
    seed: whole('seed', values.seed),
    twins: Math.min(whole('twins', twins), operations),
    engine: values.engine,
    timing: values.timing,
    selfTest: !values['without-self-test'],
  };
}

import 'reflect-metadata';
import { dropLogs } from '../kit/dropLogs';
import { mariadbOfOurOwn } from '../kit/mariadb';
import { type Arguments, readArguments } from './arguments';
import { startHarness } from './harness';
import { progress } from './progress';
import { differenceText, faultsOf, reached, type Seen, summaryOf } from './report';
import { runOperations } from './run';
import { selfTest } from './selfTest';
import { shrink } from './shrink';
import { timingRank } from './timing';

/** Operations within which each planted leak has to be found. */
const BUDGET = 2000;
const TIMED = 1000;

/**
 * `npm run noninterference`: asks two worlds that differ in protected data alone, then looks for planted leaks. Exit 1
 * when the worlds were told apart, a leak was not found, too little of a view was reached, or time tells.
 */
async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  dropLogs();
  process.stderr.write(`seed ${args.seed}\n`);
  const mariadb = args.engine === 'mariadb' ? await mariadbOfOurOwn() : null;
  try {
    const seen = await look(args);
    process.stdout.write(`${JSON.stringify(summaryOf(args, seen))}\n`);
    return faultsOf(seen).length === 0 ? 0 : 1;
  } finally {
    await mariadb?.stop();
  }
}

async function look({ timing, selfTest: isSelfTested, ...args }: Arguments): Promise<Seen> {
  const { engine, seed, operations } = args;
  const harness = await startHarness({ engine, seed: String(seed) });
  const tell = progress(process.stderr, 'asked');
  const begun = performance.now();
  const result = await runOperations(harness, { ...args, progress: (done) => tell(done / operations) });
  const seconds = (performance.now() - begun) / 1000;
  if (result.difference !== null) process.stderr.write(differenceText(await shrink(harness, result.difference), args));
  const timingZ = timing ? await timingRank(harness, { seed, asked: TIMED }) : null;
  const views = reached(harness);
  await harness.worlds.close();
  const leaks = isSelfTested
    ? await selfTest({ engine, seed, budget: BUDGET, progress: progress(process.stderr, 'leaks looked for') })
    : [];
  return { result, seconds, views, leaks, timingZ };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'noninterference failed'}\n`);
    process.exit(1);
  },
);

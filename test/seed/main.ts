import 'reflect-metadata';
import { dropLogs } from '../kit/dropLogs';
import { mariadbOfOurOwn } from '../kit/mariadb';
import type { Engine } from '../kit/stores';
import { type Arguments, readArguments } from './arguments';
import { type FilledGraph, lookAt, type Seen, sizeOf, startFilled } from './look';
import { compare, type Latency } from './measure';
import { deskQueries, JUDGED } from './queries';

const MAX_RATIO = 1.5;
/** The size beside which the whole one is held: the data of a hundredth. */
const BESIDE = 0.01;
/** The smallest at which the desk's list is as long as at every other. */
const SMALLEST = 0.0025;

interface EngineResult {
  readonly engine: Engine;
  readonly bookings: readonly [few: number, many: number];
  readonly seconds: number;
  readonly queries: readonly (Seen & Latency)[];
  readonly faults: readonly string[];
}

/**
 * `npm run seed`: fills databases with invented data and asks what a warrant desk asks all day, on little and on much;
 * through the gateway, for a desk waits for all subgraphs, and the statements of each count.
 * Prints one line of JSON; exit 1 when a table is read whole, statements grow with the data, or the desk's p50 grows
 * more than half.
 */
async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  dropLogs();
  const mariadb = args.engines.includes('mariadb') ? await mariadbOfOurOwn() : null;
  const results: EngineResult[] = [];
  try {
    for (const engine of args.engines) results.push(await seedOn(engine, args));
  } finally {
    await mariadb?.stop();
  }
  const { scale, seed } = args;
  process.stdout.write(`${JSON.stringify({ scale, seed, ...sizeOf(scale), maxRatio: MAX_RATIO, engines: results })}\n`);
  return results.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

async function seedOn(engine: Engine, { scale, seed }: Arguments): Promise<EngineResult> {
  const begun = performance.now();
  const now = new Date();
  const tell = (text: string): void => void process.stderr.write(`${engine}: ${text}\n`);
  const [small, large] = [sizeOf(Math.max(scale * BESIDE, SMALLEST)), sizeOf(scale)];
  const few = await startFilled(engine, { size: small, seed: String(seed), now });
  const progress = (share: number): void => {
    if (Math.round(share * large.bookings) % 10_000 === 0)
      tell(`${Math.round(100 * share)} % of ${large.bookings} bookings`);
  };
  const many = await startFilled(engine, { size: large, seed: String(seed), now, progress });
  const seconds = Math.round((performance.now() - begun) / 1000);
  tell(`filled in ${seconds} s`);
  try {
    const queries = await askAll([few, many], now, tell);
    const slower = queries
      .filter(({ query, ratio }) => JUDGED.has(query) && ratio > MAX_RATIO)
      .map(({ query, ratio }) => `p50 of ${query} grows ${ratio}-fold`);
    const faults = [...queries.flatMap((one) => one.faults), ...slower];
    for (const fault of faults) tell(fault);
    return { engine, bookings: [small.bookings, large.bookings], seconds, queries, faults };
  } finally {
    await few.graph.stop();
    await many.graph.stop();
  }
}

async function askAll(
  graphs: readonly [FilledGraph, FilledGraph],
  now: Date,
  tell: (text: string) => void,
): Promise<readonly (Seen & Latency)[]> {
  const results: (Seen & Latency)[] = [];
  for (const query of deskQueries(now)) {
    const result = { ...(await lookAt(query, graphs)), ...(await compare(query, graphs)) };
    tell(`${query.name}: ${result.statements.join(' and ')} statements, p50 ${result.p50Ms.join(' and ')} ms`);
    results.push(result);
  }
  return results;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'seed failed'}\n`);
    process.exit(1);
  },
);

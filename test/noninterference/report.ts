import type { Arguments } from './arguments';
import type { Harness } from './harness';
import type { Difference, RunResult } from './run';
import type { FoundLeak } from './selfTest';
import { WORLDS } from './twoWorlds';

const MAX_Z = 4;
/** Of the fields of each view, those that answers must have filled once so many operations were asked. */
const MIN_SHARES = [
  { asked: 20_000, share: 0.95 },
  { asked: 2000, share: 0.75 },
];
const MAX_TEXT = 4000;

export interface ReachedView {
  readonly view: string;
  readonly share: number;
  readonly missing: readonly string[];
}

/** What a whole run saw. */
export interface Seen {
  readonly result: RunResult;
  readonly seconds: number;
  readonly views: readonly ReachedView[];
  readonly leaks: readonly FoundLeak[];
  /** Null where it was not asked for. */
  readonly timingZ: number | null;
}

export function reached({ sightings }: Harness): readonly ReachedView[] {
  return sightings.map(({ viewer, coverage }) => ({
    view: viewer.clearance.name,
    share: coverage.share,
    missing: coverage.missing,
  }));
}

/** Why a run failed; empty when it did not. */
export function faultsOf({ result, views, leaks, timingZ }: Seen): readonly string[] {
  const { done, difference } = result;
  const missed = leaks.filter(({ found }) => found === null).map(({ leak }) => `not found: ${leak}`);
  const wanted = MIN_SHARES.find(({ asked }) => done >= asked)?.share ?? 0;
  const unreached = views
    .filter(({ share }) => share < wanted)
    .map(({ view, share }) => `${view}: ${Math.floor(100 * share)} % of the view was reached`);
  return [
    ...(difference === null ? [] : [`a WSO can tell the worlds apart by ${difference.part}`]),
    ...missed,
    ...unreached,
    ...(timingZ === null || Math.abs(timingZ) < MAX_Z ? [] : ['latency tells the worlds apart']),
  ];
}

/** The one line of a run that machines read. */
export function summaryOf({ engine, seed, twins }: Arguments, seen: Seen): object {
  const { result, views, leaks, timingZ, seconds } = seen;
  const { difference, done, ...counts } = result;
  return {
    engine,
    seed,
    operations: done,
    twins,
    ...counts,
    differences: difference === null ? 0 : 1,
    operationsPerSecond: Math.round(done / seconds),
    reached: Object.fromEntries(views.map(({ view, share }) => [view, Math.round(1000 * share) / 1000])),
    neverReached: Object.fromEntries(views.map(({ view, missing }) => [view, missing])),
    leaksFound: leaks.filter(({ found }) => found !== null).length,
    leaks: Object.fromEntries(leaks.map(({ leak, found }) => [leak, found])),
    ...(timingZ === null ? {} : { timingZ: Math.round(100 * timingZ) / 100 }),
    faults: faultsOf(seen),
  };
}

/** The operation that told the worlds apart, what each answered, and how to see it again. */
export function differenceText(
  { at, part, operation, claims, answers }: Difference,
  { operations, seed, twins, engine }: Omit<Arguments, 'timing' | 'selfTest'>,
): string {
  const told = WORLDS.map((world) => {
    const { status, headers, body, fetches } = answers[world];
    return `${world}: ${JSON.stringify({ status, headers, body, fetches })}`.slice(0, MAX_TEXT);
  });
  return [
    `Operation ${at} differs in its ${part}, asked with scope ${claims.scope}:`,
    operation.query,
    ...(operation.variables === undefined ? [] : [JSON.stringify(operation.variables)]),
    ...told,
    'Rows that a WSO is meant to see and that differ: test/noninterference/viewer.ts says whose a row is.',
    `Again: npm run noninterference -- --operations ${operations} --seed ${seed} --twins ${twins} --engine ${engine}`,
    '',
  ].join('\n');
}

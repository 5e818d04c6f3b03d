import type { Harness, Sighting } from './harness';
import { randomFrom } from './random';
import { fillTables } from './tables';
import { makeTwin } from './twin';
import { WORLDS, type WorldName } from './twoWorlds';

const WARM_UP = 100;

/**
 * Asks for the same person in two worlds that differ in what is protected, in turns whose order is drawn. Answers the
 * standardized rank sum of the latencies: as long as it is small, time tells nothing.
 */
export async function timingRank(
  harness: Harness,
  { seed, asked }: { readonly seed: number; readonly asked: number },
): Promise<number> {
  const [sighting] = harness.sightings;
  const [claims] = sighting?.tokens ?? [];
  if (sighting === undefined || claims === undefined) throw new Error('There is no viewer.');
  const person = await placePair(harness, sighting, `${seed} timing`);
  const query = `{ subject(id: "${person}") { id name { surName } currentBooking { custodyStatus } } }`;
  const random = randomFrom(`${seed} timing order`);
  const taken: Readonly<Record<WorldName, number[]>> = { one: [], other: [] };
  for (let turn = -WARM_UP; turn < asked; turn += 1)
    for (const world of random.chance(0.5) ? WORLDS : [...WORLDS].reverse()) {
      const begun = performance.now();
      await harness.worlds.ask(world, JSON.stringify({ query }), claims);
      if (turn >= 0) taken[world].push(performance.now() - begun);
    }
  return rankZ(taken.one, taken.other);
}

/** Fills both worlds and answers the id of a person whom the viewer sees. */
async function placePair(
  { worlds, base, classification }: Harness,
  { viewer }: Sighting,
  seed: string,
): Promise<string> {
  const twin = makeTwin(base, { seed, viewer, classification, now: new Date(worlds.time.nowMs) });
  for (const world of WORLDS) await fillTables(worlds.stores[world], twin.fill(world));
  const person = [...twin.shared]
    .filter(([table]) => table.metadata.name === 'Subject')
    .flatMap(([table, rows]) => rows.filter((row) => twin.sight.seesRow(table, row) === true))[0];
  if (person === undefined) throw new Error('The viewer sees nobody.');
  return String(person['id']);
}

/** Wilcoxon's rank sum of `one` among both, as a standard normal deviate; ties share the mean of their ranks. */
export function rankZ(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, isOne: true })), ...other.map((value) => ({ value, isOne: false }))];
  all.sort((a, b) => a.value - b.value);
  let sum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const rank = (from + 1 + to) / 2;
    sum += rank * all.slice(from, to).filter(({ isOne }) => isOne).length;
    from = to;
  }
  const [n, m] = [one.length, other.length];
  return (sum - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}

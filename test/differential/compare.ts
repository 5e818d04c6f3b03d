import { type DocumentNode, Kind, parse, print, type SelectionSetNode, validate, visit } from 'graphql';
import { type Faults, NO_FAULTS } from './faults';
import { type Operation, randomOperation } from './operation';
import { hashOf } from './random';
import { randomSupergraph } from './supergraph';
import { openWorld, type World } from './world';

/** An operation that both paths did not answer alike, or refused, which none has reason to be. */
export interface Difference {
  readonly seed: string;
  readonly operation: Operation;
  readonly faults: Faults;
  readonly subgraphs: string;
  readonly reference: string;
  readonly compiled: string;
}

export interface Report {
  readonly supergraphs: number;
  readonly operations: number;
  /** Operations asked a second time, of which so many were answered compiled, or begun so. */
  readonly compiled: number;
  readonly takenOver: number;
  readonly bailOuts: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
}

export interface Extent {
  /** Rounded up to whole supergraphs. */
  readonly operations: number;
  readonly seed: string;
}

const PER_SUPERGRAPH = 15;
const REFUSED = '{"answer":"500 ';

const PROFILES: readonly Omit<Faults, 'seed'>[] = [
  NO_FAULTS,
  NO_FAULTS,
  { ...NO_FAULTS, errors: 4 },
  { ...NO_FAULTS, nulls: 4 },
  { ...NO_FAULTS, types: 3 },
  { ...NO_FAULTS, extras: 50 },
  { ...NO_FAULTS, away: 30 },
  { errors: 3, nulls: 3, types: 2, extras: 30, away: 10 },
];

/** Asks random operations of random supergraphs by both paths, and stops at the first supergraph with a difference. */
export async function compare({ operations, seed }: Extent): Promise<Report> {
  const total = { supergraphs: 0, operations: 0, compiled: 0, takenOver: 0 };
  const bailOuts: Record<string, number> = {};
  const differences: Difference[] = [];
  for (let at = 0; at * PER_SUPERGRAPH < operations && differences.length === 0; at += 1) {
    const world = await openWorld(randomSupergraph(`${seed} ${at}`));
    for (let one = 0; one < PER_SUPERGRAPH && differences.length === 0; one += 1) {
      const difference = await compareOne(world, `${seed} ${at} ${one}`);
      if (difference !== null) differences.push(difference);
      total.operations += 1;
    }
    await world.close();
    total.supergraphs += 1;
    total.compiled += world.counts.compiled;
    total.takenOver += world.counts.takenOver;
    for (const [reason, count] of world.counts.bailOuts) bailOuts[reason] = (bailOuts[reason] ?? 0) + count;
  }
  return { ...total, bailOuts, differences };
}

async function compareOne(world: World, seed: string): Promise<Difference | null> {
  const operation = randomOperation(world.schema, seed);
  const profile = PROFILES[Math.abs(hashOf(`${seed} profile`)) % PROFILES.length] ?? NO_FAULTS;
  const faults = { ...profile, seed };
  if (await isAlike(world, operation, faults)) return null;
  const smallest = await shrink(world, operation, faults);
  const [reference, compiled] = [
    await world.ask('reference', smallest, faults),
    await world.ask('compiled', smallest, faults),
  ];
  const subgraphs = world.supergraph.subgraphs.map(({ name, sdl }) => `# ${name}\n${sdl}`).join('\n\n');
  const texts = { reference: JSON.stringify(reference), compiled: JSON.stringify(compiled) };
  return { seed, operation: smallest, faults, subgraphs, ...texts };
}

/** Once to learn it, and twice compiled, the second time from another beginning of the caches. */
async function isAlike(world: World, operation: Operation, faults: Faults): Promise<boolean> {
  const reference = JSON.stringify(await world.ask('reference', operation, faults));
  for (let time = 0; time < 3; time += 1) {
    const compiled = JSON.stringify(await world.ask('compiled', operation, faults));
    if (compiled !== reference) return false;
  }
  return !reference.startsWith(REFUSED);
}

/** Leaves out selections for as long as the paths differ. */
async function shrink(world: World, operation: Operation, faults: Faults): Promise<Operation> {
  let smallest = operation;
  for (let tries = 0, at = 0; tries < 200; tries += 1) {
    const smaller = without(parse(smallest.query), at);
    if (smaller === null) return smallest;
    const candidate = { ...smallest, query: print(smaller) };
    const isKept = validate(world.schema, smaller).length === 0 && !(await isAlike(world, candidate, faults));
    if (isKept) smallest = candidate;
    else at += 1;
  }
  return smallest;
}

/** The document without its selection of this number; null when it has not so many. */
function without(document: DocumentNode, number: number): DocumentNode | null {
  let at = -1;
  let isFound = false;
  const smaller = visit(document, {
    [Kind.SELECTION_SET]: (set: SelectionSetNode) => {
      const kept = set.selections.filter(() => {
        at += 1;
        if (at === number) isFound = true;
        return at !== number;
      });
      return kept.length === 0 || kept.length === set.selections.length ? undefined : { ...set, selections: kept };
    },
  });
  return isFound ? smaller : null;
}

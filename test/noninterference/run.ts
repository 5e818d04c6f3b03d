import type { Draws } from './argumentValue';
import { differingPart } from './compare';
import { actInContext } from './contextAct';
import { Dictionary } from './dictionary';
import type { Harness, Sighting } from './harness';
import { actHigh, type HighAction } from './highAction';
import { type Operation, validOperation } from './operations';
import { type Random, randomFrom } from './random';
import { spoilt } from './spoiltOperations';
import { type Filled, fillTables } from './tables';
import { makeTwin, type Twin } from './twin';
import { type Claims, WORLDS, type WorldName } from './twoWorlds';
import type { Rows } from './viewer';
import type { Observed } from './world';

export interface RunOptions {
  readonly operations: number;
  readonly seed: number;
  /** How many pairs of worlds the operations are spread over. */
  readonly twins: number;
  readonly progress?: (done: number) => void;
  /** Told of what a world alone did to protected data. */
  readonly afterHighAction?: (world: WorldName, action: HighAction) => Promise<void>;
}

/** An operation that two worlds answered differently. */
export interface Difference {
  readonly at: number;
  readonly part: string;
  readonly operation: Operation;
  readonly claims: Claims;
  readonly answers: Readonly<Record<WorldName, Observed>>;
}

export interface RunResult {
  readonly done: number;
  readonly mutations: number;
  readonly contextActs: number;
  readonly highActions: number;
  readonly difference: Difference | null;
}

/** One pair of worlds as it stands. */
export interface Pair {
  readonly twin: Twin;
  readonly sighting: Sighting;
  /** What a viewer would try, and what nobody but those who see it would. */
  readonly dictionary: Dictionary;
  readonly plain: Dictionary;
}

const MAX_STEP_MS = 4000;
const VALID = 0.5;
const SPOILT = 0.25;

/** Asks both worlds one operation after the other until they differ or all are asked. The seed decides everything. */
export async function runOperations(harness: Harness, options: RunOptions): Promise<RunResult> {
  const counts = { done: 0, mutations: 0, contextActs: 0, highActions: 0 };
  const each = Math.ceil(options.operations / options.twins);
  let pair: Pair | null = null;
  for (let at = 0; at < options.operations; at += 1) {
    const makePair = (name: string): Promise<Pair> =>
      nextPair(harness, `${options.seed} ${name} ${at}`, Math.floor(at / each));
    if (at % each === 0 || pair === null) pair = await makePair('twin');
    const random = randomFrom(`${options.seed} step ${at}`);
    const before = await letPass(harness, pair, { at, random, options });
    if (!before.isPair) pair = await makePair('next twin');
    const step = await ask(harness, pair, { at, random });
    counts.done += 1;
    counts.mutations += step.isMutation ? 1 : 0;
    counts.contextActs += before.contextActs;
    counts.highActions += before.highActions;
    if (step.difference !== null) return { ...counts, difference: step.difference };
    options.progress?.(counts.done);
  }
  return { ...counts, difference: null };
}

interface At {
  readonly at: number;
  readonly random: Random;
}

interface Passed {
  /** Whoever is cleared may act on what he sees; where that ended otherwise in one world they are a pair no more. */
  readonly isPair: boolean;
  readonly contextActs: number;
  readonly highActions: number;
}

/** Time passes, and something may happen in one world or in both. */
async function letPass(
  harness: Harness,
  pair: Pair,
  { at, random, options }: At & { readonly options: RunOptions },
): Promise<Passed> {
  const { time } = harness.worlds;
  time.advance(random.whole(MAX_STEP_MS));
  if (random.chance(0.05)) await harness.worlds.sweep();
  const isSwept = time.isEven(WORLDS);
  const highActions = random.chance(0.15) ? await actInOneWorld(harness, pair, { random, options }) : 0;
  time.advance(0);
  const contextActs = random.chance(0.2) ? 1 : 0;
  const isSame = contextActs === 0 || (await actInContext(harness, pair, `${options.seed} act ${at}`));
  const isPair = isSwept && isSame && time.isEven(WORLDS);
  time.advance(0);
  return { isPair, contextActs, highActions };
}

interface Step {
  readonly isMutation: boolean;
  readonly difference: Difference | null;
}

async function ask(harness: Harness, pair: Pair, { at, random }: At): Promise<Step> {
  const { operation, isMutation } = nextOperation(harness, pair, random);
  const claims = random.pick(pair.sighting.tokens);
  const answers = await askBoth(harness, { operation, claims, first: random.pick(WORLDS) });
  const part = differingPart(answers.one, answers.other);
  if (part === null) noteAnswer(pair, operation, answers.one);
  return { isMutation, difference: part === null ? null : { at, part, operation, claims, answers } };
}

async function nextPair(
  { worlds, base, classification, sightings }: Harness,
  seed: string,
  count: number,
): Promise<Pair> {
  const sighting = sightings[count % sightings.length] as Sighting;
  const twin = makeTwin(base, { seed, viewer: sighting.viewer, classification, now: new Date(worlds.time.nowMs) });
  const filled: Filled[] = [];
  for (const world of WORLDS) {
    const own = twin.fill(world);
    await fillTables(worlds.stores[world], own);
    filled.push(...own);
  }
  const seen = seenRows(twin);
  const plain = [...seen].map(([table, rows]) => ({ table, rows, optional: [] }));
  return { twin, sighting, dictionary: new Dictionary(seen, filled), plain: new Dictionary(seen, plain) };
}

function seenRows({ shared, sight }: Twin): Rows {
  return new Map(
    [...shared]
      .filter(([table]) => !table.isProtected)
      .map(([table, rows]) => [table, rows.filter((row) => sight.seesRow(table, row) === true)]),
  );
}

/** Half of what is asked is valid, a quarter spoilt, a quarter made from what others see. */
function nextOperation(harness: Harness, { sighting, dictionary }: Pair, random: Random) {
  const { schema, hidden, coverage } = sighting;
  const kind = random.next();
  const own = kind < VALID || (kind < VALID + SPOILT && random.chance(0.5)) ? schema : harness.whole;
  const isMutation = own.getMutationType() != null && random.chance(own === schema ? 0.3 : 0.5);
  const nowMs = harness.worlds.time.nowMs;
  const draw: Draws = { open: random, kept: random, isKept: () => false, dictionary, nowMs };
  const isWanted = (coordinate: string): boolean => coverage.isWanted(coordinate);
  const operation = validOperation(isMutation ? 'mutation' : 'query', { schema: own, draw, isWanted });
  const isSpoilt = kind >= VALID && kind < VALID + SPOILT;
  return { operation: isSpoilt ? spoilt(operation, random, hidden) : operation, isMutation };
}

interface Asked {
  readonly operation: Operation;
  readonly claims: Claims;
  readonly first: WorldName;
}

/** One world after the other. */
export async function askBoth({ worlds }: Harness, asked: Asked): Promise<Readonly<Record<WorldName, Observed>>> {
  const body = JSON.stringify(asked.operation);
  const answers: Partial<Record<WorldName, Observed>> = {};
  for (const world of asked.first === 'one' ? WORLDS : [...WORLDS].reverse())
    answers[world] = await worlds.ask(world, body, asked.claims);
  return answers as Record<WorldName, Observed>;
}

async function actInOneWorld(
  harness: Harness,
  { twin }: Pair,
  { random, options }: { readonly random: Random; readonly options: RunOptions },
): Promise<number> {
  const world = random.pick(WORLDS);
  const { classification, worlds } = harness;
  const drawing = { random, classification, now: new Date(worlds.time.nowMs) };
  const action = await actHigh(worlds.stores[world], twin, drawing);
  if (action !== null) await options.afterHighAction?.(world, action);
  return 1;
}

function noteAnswer({ sighting, dictionary }: Pair, { query }: Operation, { body }: Observed): void {
  const answer = JSON.parse(body) as { readonly data?: unknown };
  sighting.coverage.note(query, answer.data, (field, cursor) => dictionary.noteCursor(field, cursor));
}

import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sweepVersions } from '../../subgraphs/kit/sweepVersions';
import { immigrationRecords, paperGrounds } from '../../subgraphs/warrants/protectedTypes';
import type { Engine } from '../kit/stores';
import { type Random, randomFrom } from '../noninterference/random';
import { ActMaker } from './acts';
import { Clients, type Entry } from './clients';
import { Desk } from './desk';
import { faultsOf } from './faults';
import { bothOf, readWritten } from './written';

const CLIENTS = 8;
/** A process is killed within this time after some act was sent; in every second round after a service. */
const KILLED_WITHIN_MS = 40;
const KILLED_WITHIN_ACTS = 120;
const KILLED_WITHIN_SERVICES = 12;
/** Of what was answered before the last kill, so many are asked again as well. */
const ASKED_AGAIN = 20;

export interface CrashRun {
  readonly engine: Engine;
  readonly rounds: number;
  readonly seed: number;
  readonly progress?: (round: number, text: string) => void;
}

export interface CrashResult {
  readonly engine: Engine;
  readonly rounds: number;
  /** What the clients were told, by kind; `lost` was in flight when the process was killed. */
  readonly told: Readonly<Record<Entry['outcome']['kind'], number>>;
  /** Of what was lost, how much turned out to have been done. */
  readonly lostAndDone: number;
  /** Acts that are there at the end, by mutation. */
  readonly acts: Readonly<Record<string, number>>;
  readonly unseenVersionsSwept: number;
  readonly faults: readonly string[];
}

/** Kills the desk once a round, starts it anew and looks whether all is whole; ends with the first round that finds a fault. */
export async function runCrashes({ engine, rounds, seed, progress = () => undefined }: CrashRun): Promise<CrashResult> {
  const desk = await Desk.start(engine);
  const crashes = new Crashes(desk, randomFrom(`crash ${seed} ${engine}`));
  try {
    for (let round = 1; round <= rounds && crashes.faults.length === 0; round += 1) {
      await crashes.round();
      progress(round, `${crashes.clients.entries.length} acts sent, ${crashes.faults.length} faults`);
    }
    return { engine, rounds, ...(await crashes.result()) };
  } finally {
    await desk.stop();
  }
}

class Crashes {
  readonly clients: Clients;
  readonly faults: string[] = [];
  readonly #told = { answered: 0, refused: 0, failed: 0, lost: 0 };
  #lostAndDone = 0;
  #swept = 0;

  constructor(
    private readonly desk: Desk,
    private readonly random: Random,
  ) {
    this.clients = new Clients(desk, new ActMaker(), random);
  }

  async round(): Promise<void> {
    const before = this.clients.entries.length;
    await Promise.all([this.clients.sendUntilLost(CLIENTS), this.#killAtRandom()]);
    await this.desk.begin();
    const sent = this.clients.entries.slice(before);
    for (const { outcome } of sent) this.#told[outcome.kind] += 1;
    await this.#look(sent);
    await this.#askAgain([...sent, ...this.random.some(this.clients.entries.slice(0, before), ASKED_AGAIN)]);
    await this.#sweep();
  }

  async #killAtRandom(): Promise<void> {
    const { random, clients } = this;
    if (random.chance(0.5)) await clients.afterSending(1 + random.whole(KILLED_WITHIN_ACTS), null);
    else await clients.afterSending(1 + random.whole(KILLED_WITHIN_SERVICES), 'recordService');
    await pause(KILLED_WITHIN_MS * random.next());
    await this.desk.kill();
  }

  async result(): Promise<Omit<CrashResult, 'engine' | 'rounds'>> {
    const { acts } = await this.desk.withStores(readWritten);
    const byMutation: Record<string, number> = {};
    for (const { mutation } of acts) byMutation[mutation] = (byMutation[mutation] ?? 0) + 1;
    return {
      told: this.#told,
      lostAndDone: this.#lostAndDone,
      acts: byMutation,
      unseenVersionsSwept: this.#swept,
      faults: this.faults,
    };
  }

  /** As the crash left it: an act of which nobody was told may be there, but whole. */
  async #look(sent: readonly Entry[]): Promise<void> {
    const written = await this.desk.withStores(readWritten);
    this.faults.push(...faultsOf(written, this.clients.entries));
    const known = new Set(written.acts.map(({ idempotencyKey }) => idempotencyKey));
    const lost = sent.filter(({ outcome }) => outcome.kind === 'lost');
    this.#lostAndDone += lost.filter(({ act: { keys } }) => keys.some((key) => known.has(key))).length;
  }

  /** What was answered is answered the same; what was lost is told now. */
  async #askAgain(entries: readonly Entry[]): Promise<void> {
    const waiting = [...entries];
    const ask = async (): Promise<void> => {
      for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) await this.#askOnceMore(entry);
    };
    await Promise.all(Array.from({ length: CLIENTS }, ask));
  }

  async #askOnceMore(entry: Entry): Promise<void> {
    const { act, outcome } = entry;
    if (outcome.kind === 'refused') return;
    const again = await this.desk.send(act);
    if (outcome.kind !== 'answered') entry.outcome = again;
    else if (!isDeepStrictEqual(again, outcome))
      this.faults.push(
        `${act.mutation} ${act.keys} answered ${JSON.stringify(outcome)} and then ${JSON.stringify(again)}`,
      );
  }

  /** After everybody was told everything, only versions that are in force outlive the sweep. */
  async #sweep(): Promise<void> {
    await this.desk.withStores(async (stores) => {
      const later = new Date(Date.now() + 1000);
      for (const type of [immigrationRecords, paperGrounds])
        this.#swept += await sweepVersions<never, never>(type as never, bothOf(stores), later);
      const written = await readWritten(stores);
      this.faults.push(...faultsOf(written, this.clients.entries));
      const { heads, records, grounds } = written;
      if (heads.length !== records.length + grounds.length)
        this.faults.push(`${records.length + grounds.length} versions are left for ${heads.length} pointers`);
    });
  }
}

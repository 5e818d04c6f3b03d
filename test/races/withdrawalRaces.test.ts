import { setTimeout as pause } from 'node:timers/promises';
import { IsNull, Not } from 'typeorm';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { ServiceRecord } from '../../subgraphs/warrants/ServiceRecord.entity';
import { ENGINES, type Engine } from '../kit/stores';
import { type Random, randomFrom } from '../noninterference/random';
import { brokenPromises, readWritten, toldOf, type Written } from './brokenPromises';
import { insertParticipants, type Participants } from './participants';
import { type Race, race } from './race';
import { RaceSystem } from './raceSystem';

const SEED = 1124;
const RACES = 5;
const WARRANTS_EACH = 11;
const [SHORT_MS, LONG_MS, LONGEST_MS] = [30, 300, 3000];
const RECHECKED_WITHIN_MS = 30_000;

interface Raced {
  readonly races: readonly Race[];
  readonly written: Written;
}

/** Most are short, so that there is something to decide on; one in twenty is up to three seconds. */
function delayOf(random: Random): number {
  return random.next() * (random.chance(0.8) ? SHORT_MS : random.pick([LONG_MS, LONG_MS, LONG_MS, LONGEST_MS]));
}

async function runRaces(engine: Engine): Promise<Raced> {
  const random = randomFrom(`withdrawal races ${SEED} ${engine}`);
  let isRacing = true;
  let participants: readonly Participants[] = [];
  const system = await RaceSystem.start(engine, {
    delayMs: () => (isRacing ? delayOf(random) : 0),
    fill: async (stores) => {
      participants = await insertParticipants(stores, { races: RACES, warrantsEach: WARRANTS_EACH });
    },
  });
  try {
    // What a process is asked first it answers late; an instant that is ahead by then would lie behind.
    await system.withdraw(ID.officerTxWsoSecond, 0);
    const races: Race[] = [];
    for (const one of participants) races.push(await race(system, one, random));
    isRacing = false;
    return { races, written: await writtenAtLast(system) };
  } finally {
    await system.stop();
  }
}

/** What is written when the sweep has looked at every service. */
async function writtenAtLast({ stores }: RaceSystem): Promise<Written> {
  const until = Date.now() + RECHECKED_WITHIN_MS;
  const services = stores.warrants.operational.reads.getRepository(ServiceRecord);
  while (Date.now() < until && (await services.existsBy({ recheckedAt: IsNull(), decisionId: Not(IsNull()) })))
    await pause(500);
  return readWritten(stores);
}

describe('R10 services that race with the withdrawal of their officer, each part a process of its own', () => {
  let results: readonly Raced[];
  beforeAll(async () => {
    const settled = await Promise.allSettled(ENGINES.map(runRaces));
    results = settled.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  }, 180_000);

  it('were finally checked before it answered where success was told, and are violations on record where it was in effect', () => {
    for (const { races, written } of results) expect(brokenPromises(races, written)).toEqual([]);
  });

  it('were told of success and of refusals, and some were served while the withdrawal was in effect', () => {
    for (const { races, written } of results) {
      expect([...new Set(races.flatMap(({ calls }) => calls.map(toldOf)))]).toEqual(
        expect.arrayContaining(['served', 'refused']),
      );
      expect(written.violations.length).toBeGreaterThan(0);
    }
  });
});

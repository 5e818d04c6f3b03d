import { setTimeout as pause } from 'node:timers/promises';
import type { Outcome } from '../kit/assertedRequest';
import type { Random } from '../noninterference/random';
import type { Participants } from './participants';
import type { RaceSystem } from './raceSystem';

/** A service that was asked for, and what was told of it. */
export interface Call {
  readonly warrant: string;
  readonly outcome: Outcome;
  /** Whether it was asked for when the withdrawal had been answered. */
  readonly isLate: boolean;
}

export interface Race {
  readonly calls: readonly Call[];
  readonly withdrawalAnsweredAt: Date;
}

const CALLED_WITHIN_MS = 300;
const STALLED_MS = 500;
/** The withdrawal comes within this time of the end of the stall, before or after. */
const WITHDRAWN_WITHIN_MS = 80;
const IN_EFFECT_AFTER_MS = 1000;
/** At most so many services are committed before the process of warrants stands still. */
const COMMITTED_BEFORE = 6;
const LOOKED_EVERY_MS = 1;
const STANDS_STILL_MS = 3000;

/**
 * One officer serves, is withdrawn and tries once more. His first services are decided on together, and in the middle
 * of it the process of warrants stands still until the withdrawal was answered.
 */
export async function race(
  system: RaceSystem,
  { officer, warrants: [late = '', ...warrants] }: Participants,
  random: Random,
): Promise<Race> {
  const call = async (warrant: string, isLate: boolean): Promise<Call> => ({
    ...{ warrant, isLate },
    outcome: await system.serve(officer, warrant),
  });
  const calls = warrants.map(async (warrant) => {
    await pause(random.next() * CALLED_WITHIN_MS);
    return call(warrant, false);
  });
  const stalled = system.stall(STALLED_MS);
  const stoodStill = standStillAmid(system, { officer, calls, committed: 1 + random.whole(COMMITTED_BEFORE) });
  await pause(STALLED_MS + (2 * random.next() - 1) * WITHDRAWN_WITHIN_MS);
  const inEffectAfterMs = random.chance(0.3) ? (1 + random.next()) * IN_EFFECT_AFTER_MS : 0;
  const withdrawal = await system.withdraw(officer, inEffectAfterMs);
  const withdrawalAnsweredAt = new Date();
  const all = await Promise.all([...calls, call(late, true)]);
  await Promise.all([stalled, stoodStill]);
  if (withdrawal.kind !== 'answered') throw new Error(`The withdrawal was not answered: ${JSON.stringify(withdrawal)}`);
  return { calls: all, withdrawalAnsweredAt };
}

interface Amid {
  readonly officer: string;
  readonly calls: readonly Promise<Call>[];
  readonly committed: number;
}

/** Stands still as soon as so many of the officer's services are committed; when fewer are, not at all. */
async function standStillAmid(system: RaceSystem, { officer, calls, committed }: Amid): Promise<void> {
  let isOver = false;
  const over = Promise.all(calls).then(() => {
    isOver = true;
  });
  while (!isOver && (await system.servicesOf(officer)) < committed) await pause(LOOKED_EVERY_MS);
  if (!isOver) await system.standStill(STANDS_STILL_MS);
  await over;
}

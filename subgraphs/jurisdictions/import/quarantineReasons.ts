import { DateTime } from 'luxon';
import type { ListEvent } from './comparePublications';
import { groupBy } from './groupBy';
import type { PreviousListing } from './previousListing';

export interface QuarantineQuestion {
  readonly previous: PreviousListing | null;
  readonly listedOn: string;
  readonly unknownStates: readonly string[];
  /** States that the list has an agreement of. */
  readonly presentStates: ReadonlySet<string>;
  readonly events: readonly ListEvent[];
}

const MIN_AGREEMENTS_OF_STATE = 5;
const MAX_VANISHED_PERCENT = 5;
const MAX_DAYS_BETWEEN = 30;

/** Why a list must not be applied without a person's word, as sentences; empty when nothing stands against it. */
export function quarantineReasons(question: QuarantineQuestion): string[] {
  const { previous, unknownStates } = question;
  const unknown = [...new Set(unknownStates)].map((name) => `State name is in no table: ${JSON.stringify(name)}.`);
  if (previous === null) return unknown;
  return [...unknown, ...vanishedStates(previous, question), ...vanishedShare(previous, question)];
}

function vanishedStates({ entries }: PreviousListing, { presentStates }: QuarantineQuestion): string[] {
  const byState = groupBy(
    entries.filter(({ listed }) => listed),
    ({ state }) => state,
  );
  return [...byState]
    .filter(([state, agreements]) => agreements.length >= MIN_AGREEMENTS_OF_STATE && !presentStates.has(state))
    .map(([state, agreements]) => `State with ${agreements.length} agreements has vanished: ${state}.`);
}

function vanishedShare(previous: PreviousListing, { listedOn, events }: QuarantineQuestion): string[] {
  const listed = previous.entries.filter((entry) => entry.listed).length;
  const vanished = events.filter(({ code }) => code === 'DELISTED').length;
  const days = DateTime.fromISO(listedOn, { zone: 'utc' }).diff(
    DateTime.fromISO(previous.listedOn, { zone: 'utc' }),
    'days',
  ).days;
  if (days > MAX_DAYS_BETWEEN || vanished * 100 <= listed * MAX_VANISHED_PERCENT) return [];
  return [`Agreements have vanished within ${days} days: ${vanished} of ${listed}.`];
}

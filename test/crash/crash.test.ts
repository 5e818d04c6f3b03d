import { ENGINES } from '../kit/stores';
import { type CrashResult, runCrashes } from './run';

const ROUNDS = 5;
const SEED = 287;

describe('a desk that is killed again and again', () => {
  let results: readonly CrashResult[];
  beforeAll(async () => {
    results = await Promise.all(ENGINES.map((engine) => runCrashes({ engine, rounds: ROUNDS, seed: SEED })));
  }, 300_000);

  it('has every act whole that it told of, and no other half', () => {
    expect(results.map(({ engine, faults }) => ({ engine, faults }))).toEqual(
      ENGINES.map((engine) => ({ engine, faults: [] })),
    );
  });

  it('was killed at work', () => {
    for (const { told, acts } of results) {
      expect(told.answered).toBeGreaterThan(ROUNDS);
      expect(told.lost).toBeGreaterThan(ROUNDS);
      expect(Object.keys(acts)).toEqual(expect.arrayContaining(['upsertBooking', 'lodgeDetainer', 'recordService']));
    }
  });
});

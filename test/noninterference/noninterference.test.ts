import { ENGINES } from '../kit/stores';
import { type Harness, startHarness } from './harness';
import { LEAKS } from './leaks';
import { differenceText } from './report';
import { runOperations } from './run';
import { selfTest } from './selfTest';

const SEED = 287;
/** One that finds every leak early. */
const LEAKS_SEED = 409;
const OPERATIONS = { sqlite: 300, mariadb: 60 } as const;
const BUDGET = 2000;

describe.each(ENGINES)('two worlds that differ in protected data alone, on %s,', (engine) => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness({ engine, seed: String(SEED) });
  }, 60_000);
  afterAll(() => harness.worlds.close(), 60_000);

  it('are the same to every WSO', async () => {
    const asked = { operations: OPERATIONS[engine], seed: SEED, twins: OPERATIONS[engine] / 30 };
    const { difference, ...counts } = await runOperations(harness, asked);
    expect(difference === null ? null : differenceText(difference, { ...asked, engine })).toBeNull();
    expect(counts.done).toBe(OPERATIONS[engine]);
    expect((counts.mutations + counts.contextActs) / counts.done).toBeGreaterThan(0.25);
    expect(counts.highActions).toBeGreaterThan(0);
  }, 120_000);
});

describe('the search for differences', () => {
  it('finds each of thirteen planted leaks', async () => {
    expect(LEAKS).toHaveLength(13);
    const found = await selfTest({ engine: 'sqlite', seed: LEAKS_SEED, budget: BUDGET });
    expect(found.filter((one) => one.found === null)).toEqual([]);
  }, 600_000);
});

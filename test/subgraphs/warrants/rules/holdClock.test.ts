import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  AGREEMENT_CLOCK,
  appliedClocks,
  type ClockFacts,
  type ClockRule,
  type HoldClock,
  REGULATION_CLOCK,
  rulesOn,
} from '../../../../subgraphs/warrants/rules/holdClock';

const HOUR_MS = 3_600_000;
const CLOCKS: readonly HoldClock[] = [
  'H48_FROM_SCHEDULED_RELEASE',
  'H48_FROM_SERVICE',
  'H48_FROM_DETAINER_RECEIPT',
  'H48_EXCL_WEEKENDS_HOLIDAYS',
];
const ZONES = ['America/Chicago', 'America/New_York', 'America/Phoenix', 'America/Anchorage', 'Pacific/Guam', 'UTC'];

const facts = (changes: Partial<ClockFacts> = {}): ClockFacts => ({
  releaseEligibleAt: null,
  servedAt: new Date('2026-03-04T18:00:00Z'),
  detainerReceivedAt: null,
  timeZone: 'America/Chicago',
  ...changes,
});
const only = (clock: HoldClock, changes: Partial<ClockFacts>): string | null =>
  appliedClocks([{ clock, citation: 'TEST' }], facts(changes))[0]?.deadlineAt.toISOString() ?? null;
const local = (text: string, zone = 'America/Chicago'): Date => DateTime.fromISO(text, { zone }).toJSDate();

describe('the hold clock', () => {
  it.each<[string, HoldClock, Partial<ClockFacts>, Date]>([
    [
      '48 hours from the scheduled release, however late service was',
      'H48_FROM_SCHEDULED_RELEASE',
      { releaseEligibleAt: local('2026-03-04T08:00'), servedAt: local('2026-03-04T12:00') },
      local('2026-03-06T08:00'),
    ],
    [
      'from service where that came first',
      'H48_FROM_SCHEDULED_RELEASE',
      { releaseEligibleAt: local('2026-03-04T12:00'), servedAt: local('2026-03-04T11:00') },
      local('2026-03-06T11:00'),
    ],
    ['from service alone', 'H48_FROM_SERVICE', { servedAt: local('2026-03-04T12:00') }, local('2026-03-06T12:00')],
    [
      'from receipt of the detainer',
      'H48_FROM_DETAINER_RECEIPT',
      { detainerReceivedAt: local('2026-03-02T09:00') },
      local('2026-03-04T09:00'),
    ],
    [
      '48 real hours over the night on which clocks go forward',
      'H48_FROM_SCHEDULED_RELEASE',
      { releaseEligibleAt: local('2026-03-07T12:00'), servedAt: local('2026-03-07T12:00') },
      local('2026-03-09T13:00'),
    ],
    [
      '48 real hours over the night on which clocks go back',
      'H48_FROM_SCHEDULED_RELEASE',
      { releaseEligibleAt: local('2026-10-31T12:00'), servedAt: local('2026-10-31T12:00') },
      local('2026-11-02T11:00'),
    ],
    [
      'without a weekend in the facility’s zone',
      'H48_EXCL_WEEKENDS_HOLIDAYS',
      { releaseEligibleAt: local('2026-03-13T18:00'), servedAt: local('2026-03-13T18:00') },
      local('2026-03-17T18:00'),
    ],
    [
      'without a weekend on which clocks go forward',
      'H48_EXCL_WEEKENDS_HOLIDAYS',
      { releaseEligibleAt: local('2026-03-06T18:00'), servedAt: local('2026-03-06T18:00') },
      local('2026-03-10T18:00'),
    ],
    [
      'without a holiday that is observed on a Friday',
      'H48_EXCL_WEEKENDS_HOLIDAYS',
      { releaseEligibleAt: local('2026-07-02T12:00'), servedAt: local('2026-07-02T12:00') },
      local('2026-07-07T12:00'),
    ],
    [
      'from the end of a weekend that it begins in',
      'H48_EXCL_WEEKENDS_HOLIDAYS',
      { releaseEligibleAt: local('2026-03-14T10:00'), servedAt: local('2026-03-14T10:00') },
      local('2026-03-18T00:00'),
    ],
  ])('R14 runs %s', (_what, clock, changes, deadline) => {
    expect(only(clock, changes)).toBe(deadline.toISOString());
  });

  it('R14 ends with the earliest of all clocks that have begun', () => {
    const rules = CLOCKS.map((clock) => ({ clock, citation: `TEST ${clock}` }));
    const clocks = appliedClocks(
      rules,
      facts({ releaseEligibleAt: local('2026-03-06T12:00'), servedAt: local('2026-03-06T14:00') }),
    );
    expect(clocks.map(({ clock }) => clock)).toEqual([
      'H48_FROM_SCHEDULED_RELEASE',
      'H48_FROM_SERVICE',
      'H48_EXCL_WEEKENDS_HOLIDAYS',
    ]);
  });

  it('R14 is told with its source, and one whose start is not known does not run', () => {
    expect(only('H48_FROM_DETAINER_RECEIPT', {})).toBeNull();
    expect(appliedClocks([AGREEMENT_CLOCK], facts())[0]?.citation).toBe('MOA appendix A; Form I-247A');
  });

  it('R14 leaves out a clock on the days for which a deployment disapplied it, naming the source', () => {
    const out = [{ ...REGULATION_CLOCK, fromOn: '2026-03-01', toOn: '2026-03-31' }];
    const rules = [AGREEMENT_CLOCK, REGULATION_CLOCK];
    expect(rulesOn('2026-03-31', rules, out)).toEqual([AGREEMENT_CLOCK]);
    expect(rulesOn('2026-04-01', rules, out)).toEqual(rules);
    expect(rulesOn('2026-02-28', rules, out)).toEqual(rules);
  });

  const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-12-20'), noInvalidDate: true });
  const anyFacts = fc.record({
    releaseEligibleAt: fc.option(instant),
    servedAt: instant,
    detainerReceivedAt: fc.option(instant),
    timeZone: fc.constantFrom(...ZONES),
  });
  const anyRules = fc
    .uniqueArray(fc.constantFrom(...CLOCKS))
    .map((all): readonly ClockRule[] => all.map((clock) => ({ clock, citation: 'TEST' })));

  it('R14 never ends later for a rule more, and never before 48 hours after its own start', () => {
    fc.assert(
      fc.property(anyRules, fc.constantFrom(...CLOCKS), anyFacts, (rules, more, at) => {
        const end = (all: readonly ClockRule[]): number =>
          appliedClocks(all, at)[0]?.deadlineAt.getTime() ?? Number.POSITIVE_INFINITY;
        expect(end([...rules, { clock: more, citation: 'TEST' }])).toBeLessThanOrEqual(end(rules));
        for (const { startsAt, deadlineAt } of appliedClocks(rules, at))
          expect(deadlineAt.getTime() - startsAt.getTime()).toBeGreaterThanOrEqual(48 * HOUR_MS);
      }),
      { seed: 20_261_124 },
    );
  });

  it('R14 is exactly 48 hours in every zone unless days are left out', () => {
    fc.assert(
      fc.property(anyFacts, (at) => {
        for (const { startsAt, deadlineAt } of appliedClocks([AGREEMENT_CLOCK], at))
          expect(deadlineAt.getTime() - startsAt.getTime()).toBe(48 * HOUR_MS);
      }),
      { seed: 20_261_124 },
    );
  });
});

import { dayAfter, dayAt, endOfDay, startOfDay } from '../../../subgraphs/kit/days';

describe('a day in a time zone', () => {
  it.each([
    ['2026-02-17', 'America/New_York', '2026-02-17T05:00:00.000Z', '2026-02-18T05:00:00.000Z'],
    ['2026-03-08', 'America/Chicago', '2026-03-08T06:00:00.000Z', '2026-03-09T05:00:00.000Z'],
    ['2026-11-01', 'America/Chicago', '2026-11-01T05:00:00.000Z', '2026-11-02T06:00:00.000Z'],
    ['2026-07-01', 'Pacific/Guam', '2026-06-30T14:00:00.000Z', '2026-07-01T14:00:00.000Z'],
  ])('%s in %s lasts from %s until %s', (day, zone, start, end) => {
    expect([startOfDay(day, zone), endOfDay(day, zone)]).toEqual([new Date(start), new Date(end)]);
    expect(dayAt(new Date(start), zone)).toBe(day);
    expect(dayAt(new Date(Date.parse(end) - 1), zone)).toBe(day);
    expect(dayAt(new Date(end), zone)).not.toBe(day);
  });

  it('is counted on without a time zone', () => {
    expect(dayAfter('2026-01-31', { months: 1 })).toBe('2026-02-28');
    expect(dayAfter('2026-12-03', { days: 90 })).toBe('2027-03-03');
  });

  it('is none where the zone or the day is none', () => {
    expect(() => startOfDay('2026-02-30', 'America/Chicago')).toThrow('No such day or time zone.');
    expect(() => endOfDay('2026-02-20', 'America/Nowhere')).toThrow('No such day or time zone.');
  });
});

import { adjudicationDueAt, complaintDueAt } from '../../../../subgraphs/officers/rules/complaintClock';
import { clausesOf } from '../../../kit/clauses';

const CHICAGO = 'America/Chicago';

describe('complaintDueAt', () => {
  it.each([
    ['on a weekday', '2026-03-03T15:00:00.000Z', '2026-03-05T15:00:00.000Z'],
    ['on a Friday, two days later by the clock of the week', '2026-03-13T17:00:00.000Z', '2026-03-17T17:00:00.000Z'],
    ['on a Friday before the clocks change', '2026-03-06T18:00:00.000Z', '2026-03-10T17:00:00.000Z'],
    ['on a Saturday, from Monday on', '2026-03-14T12:00:00.000Z', '2026-03-18T05:00:00.000Z'],
    ['late on Friday where it is Saturday in UTC already', '2026-03-14T02:00:00.000Z', '2026-03-18T02:00:00.000Z'],
  ])('counts 48 hours without weekends from a complaint %s', (_when, receivedAt, dueAt) => {
    expect(complaintDueAt(clausesOf('WSO'), new Date(receivedAt), CHICAGO)?.toISOString()).toBe(dueAt);
    expect(complaintDueAt(clausesOf('JEM'), new Date(receivedAt), CHICAGO)?.toISOString()).toBe(dueAt);
  });

  it('counts weekends where the text does not leave them out', () => {
    const clauses = { complaintNoticeHours: 48, complaintExcludesWeekends: false };
    const friday = new Date('2026-03-13T17:00:00.000Z');
    expect(complaintDueAt(clauses, friday, CHICAGO)?.toISOString()).toBe('2026-03-15T17:00:00.000Z');
  });

  it('sets no hour under the Task Force Model, which expects adjudication in ninety days instead', () => {
    const receivedAt = new Date('2026-03-03T15:00:00.000Z');
    expect(complaintDueAt(clausesOf('TFM'), receivedAt, CHICAGO)).toBeNull();
    expect(adjudicationDueAt(clausesOf('TFM'), receivedAt)?.toISOString()).toBe('2026-06-01T15:00:00.000Z');
    expect(adjudicationDueAt(clausesOf('WSO'), receivedAt)).toBeNull();
  });
});

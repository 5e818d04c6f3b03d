import { holdDeadline, holdStatus, overrunSeconds } from '../../../../subgraphs/warrants/rules/holdDeadline';

const at = (text: string): Date => new Date(text);
const hold = (changes: object = {}) => ({
  deadlineAt: at('2026-03-09T12:00:00Z'),
  endedAt: null,
  endReason: null,
  detentionAgreementId: null,
  ...changes,
});

describe('holdDeadline', () => {
  it.each<[string, string | null, string | null, string | null]>([
    ['is 48 hours after the scheduled release', '2026-03-07T12:00:00Z', null, '2026-03-09T12:00:00Z'],
    [
      'is 48 hours after a service that came first',
      '2026-03-07T12:00:00Z',
      '2026-03-07T11:00:00Z',
      '2026-03-09T11:00:00Z',
    ],
    ['is not put off by a late service', '2026-03-07T12:00:00Z', '2026-03-07T15:00:00Z', '2026-03-09T12:00:00Z'],
    ['counts 48 hours over the night clocks go forward', '2026-03-07T18:00:00-06:00', null, '2026-03-10T00:00:00Z'],
    ['counts weekends and holidays', '2026-07-03T12:00:00Z', null, '2026-07-05T12:00:00Z'],
    ['is unknown while nothing is known', null, null, null],
  ])('%s', (_what, release, served, deadline) => {
    const found = holdDeadline(release === null ? null : at(release), served === null ? null : at(served));
    expect(found?.toISOString() ?? null).toBe(deadline === null ? null : at(deadline).toISOString());
  });
});

describe('holdStatus', () => {
  it.each<[string, object, string, number | null]>([
    ['RUNNING', {}, '2026-03-09T05:59:59Z', null],
    ['DUE_SOON', {}, '2026-03-09T06:00:00Z', null],
    ['DUE_SOON', {}, '2026-03-09T12:00:00Z', null],
    ['BREACHED', {}, '2026-03-09T12:00:01Z', 1],
    ['TRANSFERRED', { endedAt: at('2026-03-09T11:50:00Z'), endReason: 'ICE_CUSTODY' }, '2026-03-20T00:00:00Z', null],
    [
      'RELEASED_DEADLINE',
      { endedAt: at('2026-03-09T12:00:00Z'), endReason: 'DEADLINE_RELEASE' },
      '2026-03-20T00:00:00Z',
      null,
    ],
    [
      'RELEASED_CANCELLED',
      { endedAt: at('2026-03-08T12:00:00Z'), endReason: 'CANCELLED_BY_ICE' },
      '2026-03-20T00:00:00Z',
      null,
    ],
    ['RELEASED_OTHER', { endedAt: at('2026-03-08T12:00:00Z'), endReason: 'COURT_ORDER' }, '2026-03-20T00:00:00Z', null],
    ['BREACHED', { endedAt: at('2026-03-09T13:00:00Z'), endReason: 'ICE_CUSTODY' }, '2026-03-20T00:00:00Z', 3600],
  ])('is %s for %j at %s', (status, changes, now, seconds) => {
    expect(holdStatus(hold(changes), at(now))).toBe(status);
    expect(overrunSeconds(hold(changes), at(now))).toBe(seconds);
  });
});

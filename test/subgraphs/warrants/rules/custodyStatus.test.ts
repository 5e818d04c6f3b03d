import { custodyStatus, custodyStatusAt } from '../../../../subgraphs/warrants/rules/custodyStatus';

const NOW = new Date('2026-03-07T12:00:00Z');
const past = new Date('2026-03-07T11:59:59Z');
const future = new Date('2026-03-07T12:00:01Z');

describe('custodyStatus', () => {
  it.each([
    ['LOCAL', { releaseEligibleAt: null, releasedAt: null, localChargesResolved: true }],
    ['LOCAL', { releaseEligibleAt: future, releasedAt: null, localChargesResolved: true }],
    ['LOCAL', { releaseEligibleAt: past, releasedAt: null, localChargesResolved: false }],
    ['RELEASE_ELIGIBLE', { releaseEligibleAt: past, releasedAt: null, localChargesResolved: true }],
    ['RELEASED', { releaseEligibleAt: past, releasedAt: past, localChargesResolved: true }],
  ])('is %s for %j', (status, facts) => {
    expect(custodyStatus(facts, NOW)).toBe(status);
  });
});

describe('custodyStatusAt', () => {
  const due = { releaseEligibleAt: past, releasedAt: null, localChargesResolved: true };

  it('goes with the clock while nothing but the jail has a hand in it', () => {
    expect(custodyStatusAt({ ...due, custodyStatus: 'LOCAL' }, NOW)).toBe('RELEASE_ELIGIBLE');
    expect(custodyStatusAt({ ...due, custodyStatus: 'LOCAL' }, new Date(past.getTime() - 1))).toBe('LOCAL');
    expect(custodyStatusAt({ ...due, releaseEligibleAt: future, custodyStatus: 'RELEASE_ELIGIBLE' }, NOW)).toBe(
      'LOCAL',
    );
  });

  it.each(['ICE_HOLD', 'TRANSFERRED', 'RELEASED'])('stays %s', (custodyStatus) => {
    expect(custodyStatusAt({ ...due, custodyStatus }, NOW)).toBe(custodyStatus);
  });
});

import { custodyStatus } from '../../../../subgraphs/warrants/rules/custodyStatus';

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

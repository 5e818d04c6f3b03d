import type { ActingConditions, OfficerAuthority } from '../../../../schema/services';
import { CHECK_CODES } from '../../../../subgraphs/warrants/rules/authorityCheck';
import { decideService, type ServiceFacts } from '../../../../subgraphs/warrants/rules/decideService';
import { actingConditionsOf, officerAuthorityOf, serviceFactsOf } from '../../../kit/serviceFacts';

type Officer = NonNullable<OfficerAuthority['officer']>;
type Authorization = Officer['authorizations'][number];
type Agreement = ActingConditions['agreements'][number];

const failed = (facts: ServiceFacts): readonly string[] =>
  decideService(facts)
    .checks.filter(({ outcome }) => outcome === 'FAIL' || outcome === 'UNKNOWN')
    .map(({ code, outcome }) => `${code} ${outcome}`);

const officer = (changes: Partial<Officer>): Partial<ServiceFacts> => ({ authority: officerAuthorityOf(changes) });
const authorization = (changes: Partial<Authorization>): Partial<ServiceFacts> => ({
  authority: officerAuthorityOf({}, changes),
});
const agreement = (changes: Partial<Agreement>): Partial<ServiceFacts> => ({
  conditions: actingConditionsOf({}, changes),
});
const papers = (name: 'warrant' | 'booking', changes: object): Partial<ServiceFacts> => ({
  [name]: { ...serviceFactsOf()[name], ...changes },
});
const BEFORE = new Date('2026-03-07T11:00:00Z');
const LATER = new Date('2026-03-08T11:00:00Z');
const detainer = (changes: object) => ({
  requestsHold: true,
  servedOnSubjectAt: BEFORE,
  cancelledAt: null,
  receivedAt: BEFORE,
  status: 'SERVED_ON_SUBJECT',
  ...changes,
});

describe('decideService', () => {
  it('allows when every condition is met, and tells all of them in one order with a source each', () => {
    const { allowed, checks, agreementId, holdsUntilAt } = decideService(serviceFactsOf());
    expect({ allowed, agreementId }).toEqual({ allowed: true, agreementId: 'AGREEMENT' });
    expect(checks.map(({ code }) => code)).toEqual([...CHECK_CODES]);
    expect(checks.every(({ citation }) => citation.length > 0)).toBe(true);
    // Scheduled release at 11:30 and 48 hours after it, the first thing that ends without an act.
    expect(holdsUntilAt?.toISOString()).toBe('2026-03-09T11:30:00.000Z');
  });

  it.each<[string, Partial<ServiceFacts>, readonly string[]]>([
    ['R4 denies without an active authorization', authorization({ status: 'SUSPENDED' }), ['OFFICER_AUTHORIZED FAIL']],
    [
      'R4 denies an I-205 where only service of an I-200 is delegated',
      { form: 'I205', ...authorization({ functions: ['SERVE_EXECUTE_I200'] }) },
      ['FUNCTION_DELEGATED FAIL'],
    ],
    [
      'R4 denies an I-205 under a template that does not delegate it',
      { form: 'I205', ...agreement({ model: 'TFM', functions: ['SERVE_EXECUTE_I200'] }) },
      ['AGREEMENT_MODEL_ALLOWS_FORM FAIL'],
    ],
    ['R5 denies in a facility of another agency', officer({ agency: 'OTHER' }), ['FACILITY_OF_OFFICERS_AGENCY FAIL']],
    [
      'R6 denies for a person whom ICE did not designate',
      papers('warrant', { designatedAt: null }),
      ['SUBJECT_DESIGNATED FAIL'],
    ],
    ['R6 denies under a recalled warrant', papers('warrant', { status: 'RECALLED' }), ['WARRANT_LIVE FAIL']],
    [
      'R6 denies for a person who is elsewhere',
      papers('booking', { facilityId: 'OTHER' }),
      ['SUBJECT_IN_FACILITY FAIL'],
    ],
    [
      'R7 denies before the scheduled release',
      papers('booking', { releaseEligibleAt: LATER }),
      ['RELEASE_WINDOW_OPEN FAIL'],
    ],
    [
      'R7 denies while the scheduled release is not known',
      papers('booking', { releaseEligibleAt: null }),
      ['RELEASE_WINDOW_OPEN FAIL'],
    ],
    [
      'R7 denies after the person has left',
      papers('booking', { releasedAt: BEFORE }),
      ['SUBJECT_IN_FACILITY FAIL', 'RELEASE_WINDOW_OPEN FAIL'],
    ],
    [
      'R7 denies while local charges are open',
      papers('booking', { localChargesResolved: false }),
      ['LOCAL_CHARGES_CONCLUDED FAIL'],
    ],
    ['R8 denies without Form 70-006', authorization({ form70006ExecutedOn: null }), ['OFFICER_AUTHORIZED FAIL']],
    ['R8 denies without a credential', officer({ credential: null }), ['OFFICER_CREDENTIAL_CURRENT FAIL']],
    [
      'R8 denies with a lost credential',
      officer({ credential: { status: 'LOST', expiresOn: null } }),
      ['OFFICER_CREDENTIAL_CURRENT FAIL'],
    ],
    [
      'R8 denies with an expired credential',
      officer({ credential: { status: 'ISSUED', expiresOn: '2026-03-06' } }),
      ['OFFICER_CREDENTIAL_CURRENT FAIL'],
    ],
    [
      'R8 denies when nobody of ICE is on duty',
      agreement({ supervision: { isReachable: false, untilAt: null } }),
      ['ICE_SUPERVISION_REACHABLE FAIL'],
    ],
    ['R9 denies under a suspended agreement', agreement({ status: 'SUSPENDED' }), ['AGREEMENT_IN_FORCE FAIL']],
    ['R9 denies under an agreement that ended', agreement({ status: 'TERMINATED' }), ['AGREEMENT_IN_FORCE FAIL']],
    ['R10 denies a withdrawn officer', officer({ status: 'WITHDRAWN' }), ['OFFICER_NOT_SUSPENDED FAIL']],
    [
      'R13 denies after the term of an authorization',
      authorization({ validUntilAt: BEFORE.toISOString() }),
      ['OFFICER_AUTHORIZED FAIL'],
    ],
    [
      'R14 denies when the hold could not start',
      papers('booking', { releaseEligibleAt: new Date('2026-03-05T11:59:00Z') }),
      ['RELEASE_WINDOW_OPEN FAIL'],
    ],
    [
      'R15 denies where only a Form I-247G is lodged',
      { detainers: [detainer({ requestsHold: false })] },
      ['DETAINER_ALLOWS_HOLD FAIL'],
    ],
    [
      'R16 denies a detainer without a live warrant',
      papers('warrant', { status: 'NOT_SERVED' }),
      ['WARRANT_LIVE FAIL'],
    ],
    ['R18 denies while ICE has to decide', { isStopped: true }, ['NOT_STOPPED_BY_ICE FAIL']],
    [
      'R29 leaves it unknown when a list no longer names the agreement',
      agreement({ status: 'DELISTED_UNKNOWN' }),
      ['AGREEMENT_IN_FORCE UNKNOWN'],
    ],
    ['denies with an overdue refresher', officer({ refresherDueOn: '2026-03-06' }), ['TRAINING_CURRENT FAIL']],
    [
      'leaves it unknown while no template is matched',
      agreement({ functions: null }),
      ['AGREEMENT_MODEL_ALLOWS_FORM UNKNOWN'],
    ],
    [
      'denies an officer who does not exist',
      { authority: { officer: null, revision: 1, nextChangeAt: null } },
      [
        'OFFICER_AUTHORIZED FAIL',
        'OFFICER_CREDENTIAL_CURRENT FAIL',
        'OFFICER_NOT_SUSPENDED FAIL',
        'FUNCTION_DELEGATED FAIL',
        'AGREEMENT_IN_FORCE FAIL',
        'AGREEMENT_MODEL_ALLOWS_FORM FAIL',
        'FACILITY_OF_OFFICERS_AGENCY FAIL',
        'ICE_SUPERVISION_REACHABLE FAIL',
        'TRAINING_CURRENT FAIL',
      ],
    ],
  ])('%s', (_what, changes, expected) => {
    const facts = serviceFactsOf(changes);
    expect(failed(facts)).toEqual(expected);
    expect(decideService(facts).allowed).toBe(false);
  });

  it.each<[string, object[]]>([
    ['no detainer', []],
    ['one that was not served on the person', [detainer({ servedOnSubjectAt: null, status: 'LODGED' })]],
    ['a cancelled one', [detainer({ cancelledAt: BEFORE, status: 'CANCELLED' })]],
  ])('R15 warns and allows with %s, for the warrant is the authority', (_what, detainers) => {
    const { allowed, checks } = decideService(serviceFactsOf({ detainers: detainers as ServiceFacts['detainers'] }));
    expect(allowed).toBe(true);
    expect(checks.find(({ code }) => code === 'DETAINER_ALLOWS_HOLD')?.outcome).toBe('WARN');
  });

  it('takes the authorization that fails least, as an officer may hold several', () => {
    const [first] = officerAuthorityOf().officer?.authorizations ?? [];
    const authority = officerAuthorityOf({
      authorizations: [
        { ...first, agreement: 'ENDED', status: 'REVOKED_BY_MOA_END' } as Authorization,
        first as Authorization,
      ],
    });
    expect(decideService(serviceFactsOf({ authority }))).toMatchObject({ allowed: true, agreementId: 'AGREEMENT' });
  });

  it('reads conditions as of the instant, not of now', () => {
    const stillThere = papers('booking', { releasedAt: LATER });
    expect(decideService(serviceFactsOf(stillThere)).allowed).toBe(true);
  });

  it('names its rules and records by what they say, and counts no change elsewhere', () => {
    const { policyVersion } = decideService(serviceFactsOf());
    const elsewhere = {
      authority: { ...officerAuthorityOf(), revision: 9 },
      conditions: actingConditionsOf({ revision: 9 }),
    };
    expect(policyVersion).toMatch(/^[0-9a-f]{64}$/);
    expect(decideService(serviceFactsOf(elsewhere)).policyVersion).toBe(policyVersion);
    expect(decideService(serviceFactsOf(agreement({ status: 'SUSPENDED' }))).policyVersion).not.toBe(policyVersion);
  });
});

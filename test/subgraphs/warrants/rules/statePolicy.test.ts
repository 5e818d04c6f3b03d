import type { ActingConditions } from '../../../../schema/services';
import { type StateFacts, statePolicyFinding } from '../../../../subgraphs/warrants/rules/statePolicy';

type Policy = ActingConditions['policies'][number];

const policy = (changes: Partial<Policy> = {}): Policy => ({
  id: 'TEST',
  stateAbbr: 'ZZ',
  level: 'STATE',
  citation: 'TEST § 1',
  confidence: 'S',
  agreementStance: 'PERMITTED',
  detainerHold: 'PERMITTED',
  civilWarrantArrest: 'PERMITTED',
  holdClock: null,
  effectiveFrom: '2020-01-01',
  effectiveTo: null,
  ...changes,
});
const facts = (policies: readonly Policy[], changes: Partial<StateFacts> = {}): StateFacts => ({
  policies: [...policies],
  agencyKind: 'SHERIFF',
  stateApproval: null,
  mode: 'deny',
  ...changes,
});

describe('statePolicyFinding', () => {
  it.each<[string, string, Partial<Policy>, Partial<StateFacts>]>([
    ['denies where agreements are prohibited', 'FAIL', { agreementStance: 'PROHIBITED' }, {}],
    ['denies where arrests under civil warrants are prohibited', 'FAIL', { civilWarrantArrest: 'PROHIBITED' }, {}],
    ['denies where a judge has to sign', 'FAIL', { civilWarrantArrest: 'JUDICIAL_WARRANT_REQUIRED' }, {}],
    ['denies without the approval that is asked for', 'FAIL', { agreementStance: 'REQUIRES_STATE_APPROVAL' }, {}],
    [
      'passes with that approval',
      'PASS',
      { agreementStance: 'REQUIRES_STATE_APPROVAL' },
      { stateApproval: 'TEST board 2026-01-01' },
    ],
    ['passes a sheriff where state agencies are barred', 'PASS', { agreementStance: 'PROHIBITED_STATE_AGENCIES' }, {}],
    [
      'denies a state agency there',
      'FAIL',
      { agreementStance: 'PROHIBITED_STATE_AGENCIES' },
      { agencyKind: 'STATE_DOC' },
    ],
    [
      'denies an agency of unknown kind there',
      'FAIL',
      { agreementStance: 'PROHIBITED_STATE_AGENCIES' },
      { agencyKind: null },
    ],
    ['warns where there are conditions', 'WARN', { civilWarrantArrest: 'CONDITIONAL' }, {}],
    ['warns of a ban whose text was not seen', 'WARN', { agreementStance: 'PROHIBITED', confidence: 'K' }, {}],
    ['warns of a ban that sources dispute', 'WARN', { agreementStance: 'PROHIBITED', confidence: 'S-conflict' }, {}],
    ['passes where nothing is said', 'PASS', { agreementStance: 'UNSPECIFIED', civilWarrantArrest: 'UNSPECIFIED' }, {}],
    ['only warns when it is to inform', 'WARN', { agreementStance: 'PROHIBITED' }, { mode: 'inform' }],
  ])('R21 %s', (_what, outcome, changes, more) => {
    expect(statePolicyFinding(facts([policy(changes)], more))).toEqual({ outcome, citation: 'TEST § 1' });
  });

  it('R21 passes and says so where no rule is recorded', () => {
    expect(statePolicyFinding(facts([]))).toEqual({ outcome: 'PASS', citation: 'no rule recorded' });
  });

  it('R21 lets the severest of all levels count', () => {
    const policies = [
      policy({ level: 'COUNTY', citation: 'county' }),
      policy({ civilWarrantArrest: 'PROHIBITED', citation: 'state' }),
    ];
    expect(statePolicyFinding(facts(policies))).toEqual({ outcome: 'FAIL', citation: 'state' });
  });

  it('R21 denies a conflict of a mandate with a ban and names both', () => {
    const policies = [
      policy({ agreementStance: 'MANDATED_ANY_MODEL', citation: 'state' }),
      policy({ level: 'COUNTY', agreementStance: 'PROHIBITED', citation: 'county' }),
    ];
    expect(statePolicyFinding(facts(policies)).outcome).toBe('FAIL');
    expect(statePolicyFinding(facts(policies, { mode: 'inform' })).outcome).toBe('WARN');
  });
});

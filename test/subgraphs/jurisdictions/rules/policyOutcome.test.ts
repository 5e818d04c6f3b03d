import {
  type Leaning,
  leaningOfRule,
  leaningOfStance,
  policyOutcome,
} from '../../../../subgraphs/jurisdictions/rules/policyOutcome';

const rule = (leaning: Leaning, level = 'STATE', confidence = 'S') => ({ leaning, level, confidence });

describe('the outcome of rules of law', () => {
  it.each([
    ['NO_RULE without any', [], 'NO_RULE'],
    ['NO_RULE where none speaks', [rule('SILENT')], 'NO_RULE'],
    ['ALLOWED where one allows', [rule('SILENT'), rule('ALLOWS')], 'ALLOWED'],
    ['ALLOWED where one demands', [rule('DEMANDS')], 'ALLOWED'],
    ['CONDITIONAL where one limits', [rule('ALLOWS'), rule('LIMITS', 'COUNTY')], 'CONDITIONAL'],
    ['PROHIBITED by any level', [rule('ALLOWS'), rule('FORBIDS', 'COUNTY')], 'PROHIBITED'],
    ['PROHIBITED where a level contradicts itself', [rule('DEMANDS'), rule('FORBIDS')], 'PROHIBITED'],
    ['CONFLICT where levels contradict each other', [rule('DEMANDS'), rule('FORBIDS', 'COUNTY')], 'CONFLICT'],
    ['PROHIBITED by a rule seen in part', [rule('FORBIDS', 'STATE', 'S-partial')], 'PROHIBITED'],
    ['CONDITIONAL by a rule in doubt', [rule('FORBIDS', 'STATE', 'S-conflict')], 'CONDITIONAL'],
    ['CONDITIONAL by one from general knowledge', [rule('DEMANDS'), rule('FORBIDS', 'COUNTY', 'K')], 'CONDITIONAL'],
  ] as const)('R21: is %s', (_what, rules, outcome) => {
    expect(policyOutcome(rules)).toBe(outcome);
  });

  const sheriff = { agencyKind: 'SHERIFF', isApproved: false };
  it.each([
    ['PROHIBITED_STATE_AGENCIES', sheriff, 'ALLOWS'],
    ['PROHIBITED_STATE_AGENCIES', { ...sheriff, agencyKind: 'STATE_DOC' }, 'FORBIDS'],
    ['PROHIBITED_STATE_AGENCIES', { ...sheriff, agencyKind: null }, 'FORBIDS'],
    ['REQUIRES_STATE_APPROVAL', sheriff, 'LIMITS'],
    ['REQUIRES_STATE_APPROVAL', { ...sheriff, isApproved: true }, 'ALLOWS'],
    ['MANDATED_TO_APPLY', sheriff, 'DEMANDS'],
    ['A_NEW_STANCE', sheriff, 'FORBIDS'],
  ])('takes %s for %j as %s', (stance, party, leaning) => {
    expect(leaningOfStance(stance, party)).toBe(leaning);
  });

  it('takes a rule on arrest that it does not know for one that forbids', () => {
    expect(['JUDICIAL_WARRANT_REQUIRED', 'PERMITTED', 'A_NEW_RULE'].map(leaningOfRule)).toEqual([
      'FORBIDS',
      'ALLOWS',
      'FORBIDS',
    ]);
  });
});

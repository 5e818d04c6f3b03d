import { revocationDueAt } from '../../../../subgraphs/officers/rules/revocationDueAt';
import { clausesOf } from '../../../kit/clauses';

describe('revocationDueAt', () => {
  it('counts the hours of the text from the decision, weekends and the change of clocks included', () => {
    const friday = new Date('2026-03-06T18:00:00.000Z');
    expect(revocationDueAt(clausesOf('TFM'), friday)?.toISOString()).toBe('2026-03-08T18:00:00.000Z');
    expect(revocationDueAt({ agencyRevocationNoticeHours: 0 }, friday)).toEqual(friday);
  });

  it.each(['WSO', 'JEM'])('is null under %s, whose text gives the agency no such right', (model) => {
    expect(revocationDueAt(clausesOf(model), new Date('2026-03-06T18:00:00.000Z'))).toBeNull();
  });
});

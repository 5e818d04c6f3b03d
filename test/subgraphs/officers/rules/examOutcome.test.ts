import fc from 'fast-check';
import { examOutcome, isPassed, type Sitting } from '../../../../subgraphs/officers/rules/examOutcome';
import { clausesOf } from '../../../kit/clauses';

const sitting = fc.record({ exam: fc.integer({ min: 1, max: 4 }), passed: fc.boolean() });

/** As they can happen: nothing is sat after it was passed, or after the end. */
function taken(model: string, all: readonly Sitting[]): readonly Sitting[] {
  const known: Sitting[] = [];
  for (const one of all) {
    const isOver = examOutcome({ clauses: clausesOf(model), examCount: 4, sittings: known }) !== 'IN_TRAINING';
    if (!isOver && !isPassed(known, one.exam)) known.push(one);
  }
  return known;
}

describe('examOutcome', () => {
  it.each([
    ['WSO', 'one examination failed twice', (failed: readonly number[]) => failed.length > new Set(failed).size],
    ['JEM', 'any two examinations failed', (failed: readonly number[]) => failed.length > 1],
    ['TFM', 'nothing', () => false],
  ])('disqualifies under %s for %s, and for nothing else', (model, _what, isOut) => {
    fc.assert(
      fc.property(fc.array(sitting, { maxLength: 12 }), (all) => {
        const sittings = taken(model, all);
        const failed = sittings.filter(({ passed }) => !passed).map(({ exam }) => exam);
        const outcome = examOutcome({ clauses: clausesOf(model), examCount: 4, sittings });
        expect(outcome === 'DISQUALIFIED').toBe(isOut(failed));
        const isAll = [1, 2, 3, 4].every((exam) => isPassed(sittings, exam));
        if (outcome !== 'DISQUALIFIED') expect(outcome).toBe(isAll ? 'CERTIFIED' : 'IN_TRAINING');
      }),
      { seed: 20_261_124 },
    );
  });
});

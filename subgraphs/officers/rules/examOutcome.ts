import type { OfficerClauses } from '../../../schema/services';
import type { Found } from './officerTransitions';

export interface Sitting {
  readonly exam: number;
  readonly passed: boolean;
}

export interface Training {
  readonly clauses: Pick<OfficerClauses, 'examRetakes' | 'examRetakesCount'>;
  /** The course has the examinations 1 to this number. */
  readonly examCount: number;
  readonly sittings: readonly Sitting[];
}

/** What the sittings of one training make of the officer; where the text sets no retakes ICE disqualifies. Source: MOA IV.C. */
export function examOutcome({ clauses, examCount, sittings }: Training): NonNullable<Found['exam']> {
  const { examRetakes, examRetakesCount } = clauses;
  const failures = sittings.filter(({ passed }) => !passed);
  const counted =
    examRetakesCount === 'PER_EXAM'
      ? Math.max(0, ...failures.map(({ exam }) => timesIn(failures, exam)))
      : failures.length;
  if (examRetakes !== null && counted > examRetakes) return 'DISQUALIFIED';
  const exams = Array.from({ length: examCount }, (_one, at) => at + 1);
  return exams.every((exam) => isPassed(sittings, exam)) ? 'CERTIFIED' : 'IN_TRAINING';
}

/** Whether one examination was passed; it is not taken again. */
export function isPassed(sittings: readonly Sitting[], exam: number): boolean {
  return sittings.some((one) => one.exam === exam && one.passed);
}

function timesIn(failures: readonly Sitting[], exam: number): number {
  return failures.filter((one) => one.exam === exam).length;
}

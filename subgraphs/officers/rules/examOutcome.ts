import { clausesOf } from './modelClauses';
import type { Found } from './officerTransitions';

export interface Sitting {
  readonly exam: number;
  readonly passed: boolean;
}

export interface Training {
  readonly model: string;
  /** The course has the examinations 1 to this number. */
  readonly examCount: number;
  readonly sittings: readonly Sitting[];
}

/** What the sittings of one training make of the officer. Source: MOA IV.C; for the Task Force Model ICE disqualifies. */
export function examOutcome({ model, examCount, sittings }: Training): NonNullable<Found['exam']> {
  const { retakes } = clausesOf(model);
  const failures = sittings.filter(({ passed }) => !passed);
  const counted =
    retakes?.per === 'EXAM' ? Math.max(0, ...failures.map(({ exam }) => timesIn(failures, exam))) : failures.length;
  if (retakes !== null && counted > retakes.count) return 'DISQUALIFIED';
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

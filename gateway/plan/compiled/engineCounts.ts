import { REASONS, type Reason } from './trouble';

type Gauge = readonly [gauge: { readonly name: string; readonly help: string }, read: () => number];

/** How operations were answered, since the start. */
export class EngineCounts {
  /** By a compiled operation. */
  compiled = 0;
  /** By the reference path, for what a compiled operation met on the way. */
  takenOver = 0;
  /** Operations that are not compiled, by why. */
  readonly bailOuts = new Map<Reason, number>();

  bailOut(reason: Reason): void {
    this.bailOuts.set(reason, (this.bailOuts.get(reason) ?? 0) + 1);
  }

  gauges(): readonly Gauge[] {
    return [
      [{ name: 'answers_compiled', help: 'Answers of compiled operations.' }, () => this.compiled],
      [
        { name: 'answers_taken_over', help: 'Answers begun compiled, given by the reference path.' },
        () => this.takenOver,
      ],
      ...REASONS.map(
        (reason): Gauge => [
          { name: `operations_not_compiled_${reason.toLowerCase()}`, help: 'Operations left to the reference path.' },
          () => this.bailOuts.get(reason) ?? 0,
        ],
      ),
    ];
  }
}

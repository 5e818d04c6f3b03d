import { ERRORS, type ErrorCode } from './errors';

/** A request that is refused before an operation starts. */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(ERRORS[code].message);
    this.name = 'Refusal';
  }
}

/** A request that its sender may send again later. */
export class RateRefusal extends Refusal {
  constructor(
    readonly retryAfterSeconds: number,
    /** Whether the request before it was refused too: then it is answered and not written down. */
    readonly isRepeated: boolean,
  ) {
    super('RATE_EXCEEDED');
  }
}

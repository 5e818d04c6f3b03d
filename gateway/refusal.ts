import { ERRORS, type ErrorCode } from './errors';

/** A request that is refused before an operation starts. */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(ERRORS[code].message);
    this.name = 'Refusal';
  }
}

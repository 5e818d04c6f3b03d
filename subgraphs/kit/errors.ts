/** What a subgraph may tell its caller, word for word; the gateway knows the same codes. Everything else stays inside. */
export const DOMAIN_ERRORS = {
  NOT_FOUND: 'What the input names does not exist.',
  INPUT_INVALID: 'The input does not fit its description.',
  CURSOR_INVALID: 'after is not a cursor of this field, its filters and these rights.',
  PAGE_SIZE_INVALID: 'first must be from 1 to 50.',
  ILLEGAL_TRANSITION: 'The state of what the input names does not allow this.',
  VERSION_CONFLICT: 'What the input names was changed meanwhile; read it again.',
  IDEMPOTENCY_KEY_REUSED: 'idempotencyKey was used before with other input.',
  AUTHORITY_UNKNOWN: 'Whether the officer may act could not be found out; nothing was confirmed.',
  AUTHORITY_LAPSED: 'The authority to act ended while this was written; what was done stays on record.',
} as const;

export type DomainErrorCode = keyof typeof DOMAIN_ERRORS;

/** A refusal that the caller may see: its code, the one sentence that belongs to it, and the mutations that would do. */
export class DomainError extends Error {
  constructor(
    readonly code: DomainErrorCode,
    readonly allowed: readonly string[] = [],
  ) {
    super(DOMAIN_ERRORS[code]);
    this.name = 'DomainError';
  }
}

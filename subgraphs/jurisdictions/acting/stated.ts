/** What is asked of `actingConditions`. */
export interface Asked {
  readonly facility: string;
  readonly agreements: readonly string[];
  readonly at: Date;
}

/** A part of the statement, and the instants at which it is known to change by itself. */
export interface Stated<T> {
  readonly facts: T;
  readonly changes: readonly Date[];
}

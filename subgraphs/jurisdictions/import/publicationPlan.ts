import type { Known } from './readKnown';

/** Rows of one table, in the order in which they are written. */
export interface PlannedTable {
  readonly entity: new () => object;
  readonly rows: readonly object[];
}

/** All rows that a list leaves in the database, and how many of them are new agreements. */
export interface PublicationPlan {
  readonly tables: readonly PlannedTable[];
  readonly added: number;
}

/** What every part of a plan is made of. */
export interface PlanParts {
  readonly publicationId: string;
  readonly known: Known;
  readonly newId: () => string;
  /** A pending list adds agencies and agreements that are missing and changes none. */
  readonly addsOnly: boolean;
}

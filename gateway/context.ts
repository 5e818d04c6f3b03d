import type { Caller } from '../schema/caller';
import type { Clearance } from '../schema/policy';

/** A caller whose token was checked, for as long as that check holds. */
export interface Session {
  readonly caller: Caller;
  readonly clearance: Clearance;
  /** The signed caller assertion for one subgraph. */
  assertionFor(subgraph: string): string;
}

/** What one operation carries from the listener to the subgraphs. */
export interface RequestContext {
  /** Null in `ACCESS=open`, which asserts nobody. */
  readonly session: Session | null;
  readonly requestId: string;
}

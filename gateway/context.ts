import type { Caller } from '../schema/caller';
import type { Clearance } from '../schema/policy';
import type { AnsweredPersons } from './answeredPersons';
import type { ErrorCode } from './errors';
import type { FetchLog } from './fetchLog';
import type { Outcome } from './outcome';
import type { Patience } from './patience';

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
  /** Who asks the subgraphs notes here what each says of its answer, for the audit. */
  readonly persons: AnsweredPersons;
  readonly patience: Patience;
  readonly fetches: FetchLog;
}

/** What a view answers to an operation, before anything was written down of it. */
export interface ViewAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string | Buffer;
  readonly outcome: Outcome;
}

/** An answer to an operation, or to what was meant to be one, before it leaves. */
export interface Answer extends Pick<RequestContext, 'session' | 'requestId' | 'persons'> {
  /** The document's text; null where the request had none. */
  readonly document: string | null;
  readonly operationName: string | null;
  readonly status: number;
  readonly outcome: Outcome;
  /** Text of the supergraph by which it was answered. */
  readonly supergraphSdl: string;
}

/** A request that is refused before an operation starts. */
export interface RefusedRequest {
  readonly session: Session | null;
  readonly requestId: string;
  readonly code: ErrorCode;
}

/** Writes down what leaves before it does. Throws `Refusal` when it cannot. */
export interface AuditTrail {
  /** Told of an operation that will be answered; answers what to call when it is. Lines of several are written together. */
  begun(): () => void;
  answered(answer: Answer): Promise<void>;
  refused(request: RefusedRequest): Promise<void>;
}

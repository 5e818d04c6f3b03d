import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { Pool } from 'undici';
import { CALLER_HEADER } from '../../schema/caller';
import type { RequestContext } from '../context';
import { logEvent } from '../log';
import type { Patience } from '../patience';
import type { SubgraphTls } from '../subgraphTls';
import { type FailureKind, FetchFailure, Reply } from './reply';

const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;
const MAX_CONNECTIONS = 64;
const MAX_WAITING = 1024;
/** So many failures in a row, and nothing is sent for so long; then one fetch tries. */
const BREAK = { failures: 10, pauseMs: 2000 };
const OUTAGE: ReadonlySet<FailureKind> = new Set<FailureKind>(['connection', 'lateness', 'absence']);

export interface ClientOptions {
  readonly name: string;
  readonly url: string;
  /** For one fetch; a request may end sooner. */
  readonly timeoutMs: number;
  readonly tls: SubgraphTls;
  /** Told of each fetch; null where nothing is measured. */
  readonly measured: Measured | null;
}

type Measured = (
  subgraph: string,
  fetch: { readonly outcome: 'answered' | FailureKind; readonly seconds: number },
) => void;

/** Asks one subgraph, and nothing but its origin. */
export interface SubgraphClient {
  readonly name: string;
  /** The text of a JSON answer of status 200. Rejects with `FetchFailure`. */
  ask(body: string, context: RequestContext): Promise<string>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/**
 * Sends the body and the caller assertion, no header of the client's. Redirects are not followed. A query is sent once
 * more where the connection was lost before it was answered; a mutation never.
 */
export function subgraphClient({ name, url, timeoutMs, tls, measured }: ClientOptions): SubgraphClient {
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  const pool = new Pool(origin, {
    connections: MAX_CONNECTIONS,
    maxResponseSize: MAX_RESPONSE_BYTES,
    connect: { ...tls, timeout: timeoutMs },
  });
  const places = bulkhead(MAX_CONNECTIONS, MAX_WAITING);
  const breaker = breakerOf(name);
  const send = (body: string, { session, requestId, patience }: RequestContext): Promise<string> => {
    if (patience.isOver) throw new FetchFailure('departure', 'Nobody waits any more.');
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-request-id': requestId,
    };
    if (session !== null) headers[CALLER_HEADER] = session.assertionFor(name);
    const reply = new Reply(timeoutMs, patience);
    pool.dispatch({ method: 'POST', path, headers, body }, reply);
    return reply.text;
  };
  const attempt = async (body: string, context: RequestContext): Promise<string> => {
    try {
      return await breaker.execute(() => send(body, context));
    } catch (failure) {
      if (!isRepeatable(body, failure)) throw failure;
      return breaker.execute(() => send(body, context));
    }
  };
  return {
    name,
    ask: (body, context) => {
      const text = waitedFor(
        places.execute(() => attempt(body, context)),
        context.patience,
      );
      if (measured !== null) measure(text, (fetch) => measured(name, fetch));
      return text;
    },
    close: () => pool.destroy(),
  };
}

function measure(text: Promise<string>, told: (fetch: Parameters<Measured>[1]) => void): void {
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  text.then(
    () => told({ outcome: 'answered', seconds: seconds() }),
    (cause: unknown) => told({ outcome: asFailure(cause).kind, seconds: seconds() }),
  );
}

function breakerOf(name: string): ReturnType<typeof circuitBreaker> {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof FetchFailure && OUTAGE.has(error.kind)),
    { halfOpenAfter: BREAK.pauseMs, breaker: new ConsecutiveBreaker(BREAK.failures) },
  );
  breaker.onBreak(() => logEvent('subgraph.leftAlone', { subgraph: name }, 'warn'));
  breaker.onReset(() => logEvent('subgraph.askedAgain', { subgraph: name }));
  return breaker;
}

/** Places and a trial of the breaker are waited for as well, no longer than the request is. */
function waitedFor(text: Promise<string>, patience: Patience): Promise<string> {
  return new Promise((resolve, reject) => {
    const forget = patience.whenOver(() => reject(new FetchFailure('departure', 'Nobody waits any more.')));
    text.then(
      (known) => {
        forget();
        resolve(known);
      },
      (cause: unknown) => {
        forget();
        reject(asFailure(cause));
      },
    );
  });
}

function isRepeatable(body: string, failure: unknown): boolean {
  const isMutation = body.startsWith('{"query":"mutation');
  return !isMutation && failure instanceof FetchFailure && failure.kind === 'connection';
}

function asFailure(thrown: unknown): FetchFailure {
  if (thrown instanceof FetchFailure) return thrown;
  const isKept = thrown instanceof BrokenCircuitError || thrown instanceof BulkheadRejectedError;
  return new FetchFailure('absence', isKept ? 'The subgraph is left alone.' : 'The fetch failed.', { cause: thrown });
}

import autocannon from 'autocannon';
import type { Workload } from './graph';
import type { Peer } from './peers';

/** Whatever answers and can say how long it had a processor. */
export type Asked = Pick<Peer, 'name' | 'url' | 'tokens' | 'cpuMs'>;

export interface Measured {
  readonly rps: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time of one request, in whom it was asked of. */
  readonly cpuMs: number;
}

export interface Load {
  readonly seconds: number;
  readonly connections: number;
}

/** Asks for so long, by so many connections at once. Throws when an answer is anything but 200. */
export async function measure(peer: Asked, workload: Workload, load: Load): Promise<Measured> {
  const before = peer.cpuMs();
  const result = await autocannon({
    url: peer.url,
    connections: load.connections,
    duration: load.seconds,
    requests: requestsOf(workload, peer.tokens),
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${peer.name} failed ${failed} times at ${workload.name}.`);
  const answered = result.requests.total;
  return {
    rps: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (peer.cpuMs() - before) / answered,
  };
}

function requestsOf({ body }: Workload, tokens: readonly string[]): autocannon.Request[] {
  const plain = { method: 'POST' as const, path: '/graphql', body };
  const headers = { 'content-type': 'application/json' };
  if (tokens.length === 0) return [{ ...plain, headers }];
  return tokens.map((token) => ({ ...plain, headers: { ...headers, authorization: `Bearer ${token}` } }));
}

/** The body of one answer. */
export async function answerOf(peer: Asked, { body }: Workload): Promise<unknown> {
  const [token] = peer.tokens;
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(peer.url, { method: 'POST', headers, body });
  return response.json();
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

import { setTimeout as pause } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import { logEvent } from '../log';
import type { SubgraphAddress } from '../supergraph';

const PROBE_TIMEOUT_MS = 2000;
const REFUSED = 401;
/** Until a subgraph was reached, and after that. */
const PAUSES = { firstMs: 100, laterMs: 5000 };

export interface ReadyState {
  readonly ready: boolean;
  readonly degraded: boolean;
}

export interface Readiness {
  state(): ReadyState;
  /** Resolves once every subgraph was reached since start. */
  readonly whenReady: Promise<void>;
  close(): void;
}

/**
 * Probes each subgraph until it was reached once, then now and then: it lives, and refuses an unsigned request. Which
 * one is away or unguarded stands in the log.
 */
export function readiness(subgraphs: readonly SubgraphAddress[], dispatcher: Dispatcher, pauses = PAUSES): Readiness {
  const stopped = new AbortController();
  const parts = { dispatcher, pauses, stop: stopped.signal };
  const probes = subgraphs.map((subgraph) => new Probe(subgraph, parts));
  return {
    state: () => ({
      ready: probes.every(({ state }) => state !== 'awaited'),
      degraded: probes.some(({ state }) => state === 'lost'),
    }),
    whenReady: Promise.all(probes.map((probe) => probe.whenReached)).then(() => undefined),
    close: () => stopped.abort(),
  };
}

interface ProbeParts {
  /** Reaches the subgraphs. */
  readonly dispatcher: Dispatcher;
  readonly pauses: typeof PAUSES;
  readonly stop: AbortSignal;
}

/** Lost is a subgraph that was reached and no longer is. */
class Probe {
  state: 'awaited' | 'reached' | 'lost' = 'awaited';
  readonly whenReached: Promise<void>;

  constructor(
    private readonly subgraph: SubgraphAddress,
    private readonly parts: ProbeParts,
  ) {
    this.whenReached = new Promise((reached) => {
      void this.run(reached);
    });
  }

  private async run(reached: () => void): Promise<void> {
    while (!this.parts.stop.aborted) {
      this.note(await isServing(this.subgraph, this.parts));
      if (this.state === 'reached') reached();
      const ms = this.state === 'awaited' ? this.parts.pauses.firstMs : this.parts.pauses.laterMs;
      await pause(ms, undefined, { signal: this.parts.stop }).catch(() => undefined);
    }
  }

  private note(isAnswered: boolean): void {
    if (this.parts.stop.aborted) return;
    const before = this.state;
    if (isAnswered) this.state = 'reached';
    else if (before === 'reached') this.state = 'lost';
    if (this.state !== before)
      logEvent(`subgraph.${this.state}`, { subgraph: this.subgraph.name }, isAnswered ? 'info' : 'error');
  }
}

/** Whether a subgraph lives and refuses an operation that nobody asserts: one without its guard is never reached. */
async function isServing({ name, url }: SubgraphAddress, { dispatcher, stop }: ProbeParts): Promise<boolean> {
  const how = { dispatcher, signal: stop };
  if ((await statusOf(new URL('/livez', url), how)) !== 200) return false;
  const unsigned = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  } as const;
  const status = await statusOf(new URL(url), { ...how, ...unsigned });
  if (status !== null && status !== REFUSED) logEvent('subgraph.unguarded', { subgraph: name }, 'error');
  return status === REFUSED;
}

async function statusOf(url: URL, options: NonNullable<Parameters<typeof request>[1]>): Promise<number | null> {
  try {
    const timeouts = { headersTimeout: PROBE_TIMEOUT_MS, bodyTimeout: PROBE_TIMEOUT_MS };
    const { statusCode, body } = await request(url, { ...options, ...timeouts });
    await body.dump();
    return statusCode;
  } catch {
    return null;
  }
}

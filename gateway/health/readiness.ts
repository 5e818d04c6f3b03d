import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { logEvent } from '../log';
import type { SubgraphAddress } from '../supergraph';

const PROBE_TIMEOUT_MS = 2000;
/** Until a subgraph was reached, and after that. */
const PAUSES = { firstMs: 100, laterMs: 5000 };

export interface ReadyState {
  readonly ready: boolean;
  readonly degraded: boolean;
  readonly reload: 'ok' | 'refused';
}

export interface Readiness {
  state(): ReadyState;
  /** Resolves once every subgraph was reached since start. */
  readonly whenReady: Promise<void>;
  close(): void;
}

/** Probes `/livez` of each subgraph until it was reached once, then now and then. Which one is away stands in the log. */
export function readiness(subgraphs: readonly SubgraphAddress[], pauses = PAUSES): Readiness {
  const stopped = new AbortController();
  const probes = subgraphs.map((subgraph) => new Probe(subgraph, pauses, stopped.signal));
  return {
    state: () => ({
      ready: probes.every(({ state }) => state !== 'awaited'),
      degraded: probes.some(({ state }) => state === 'lost'),
      reload: 'ok',
    }),
    whenReady: Promise.all(probes.map((probe) => probe.whenReached)).then(() => undefined),
    close: () => stopped.abort(),
  };
}

/** Lost is a subgraph that was reached and no longer is. */
class Probe {
  state: 'awaited' | 'reached' | 'lost' = 'awaited';
  readonly whenReached: Promise<void>;

  constructor(
    private readonly subgraph: SubgraphAddress,
    private readonly pauses: typeof PAUSES,
    private readonly stop: AbortSignal,
  ) {
    this.whenReached = new Promise((reached) => {
      void this.run(reached);
    });
  }

  private async run(reached: () => void): Promise<void> {
    while (!this.stop.aborted) {
      this.note(await isLive(this.subgraph.url, this.stop));
      if (this.state === 'reached') reached();
      const ms = this.state === 'awaited' ? this.pauses.firstMs : this.pauses.laterMs;
      await pause(ms, undefined, { signal: this.stop }).catch(() => undefined);
    }
  }

  private note(isAnswered: boolean): void {
    if (this.stop.aborted) return;
    const before = this.state;
    if (isAnswered) this.state = 'reached';
    else if (before === 'reached') this.state = 'lost';
    if (this.state !== before)
      logEvent(`subgraph.${this.state}`, { subgraph: this.subgraph.name }, isAnswered ? 'info' : 'error');
  }
}

async function isLive(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const timeouts = { headersTimeout: PROBE_TIMEOUT_MS, bodyTimeout: PROBE_TIMEOUT_MS };
    const { statusCode, body } = await request(new URL('/livez', url), { signal, ...timeouts });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}

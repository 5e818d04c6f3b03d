import { request } from 'undici';
import { logEvent } from '../log';

const FIRST_PROBE_MS = 100;
const LATER_PROBE_MS = 5000;
const PROBE_TIMEOUT_MS = 2000;

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
export function readiness(urls: Readonly<Record<string, string>>): Readiness {
  const reached = new Set<string>();
  const away = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  const stopped = new AbortController();
  let becomeReady: () => void = () => undefined;
  const whenReady = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });
  const isReady = (): boolean => Object.keys(urls).every((name) => reached.has(name));
  const note = (name: string, isLive: boolean): void => {
    if (isLive) reached.add(name);
    if (isLive === !away.has(name) || (!isLive && !reached.has(name))) return;
    logEvent(isLive ? 'subgraph.returned' : 'subgraph.lost', { subgraph: name });
    if (isLive) away.delete(name);
    else away.add(name);
  };
  const probe = async (name: string, url: string): Promise<void> => {
    note(name, await isLive(url, stopped.signal));
    if (stopped.signal.aborted) return;
    if (isReady()) becomeReady();
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void probe(name, url);
      },
      reached.has(name) ? LATER_PROBE_MS : FIRST_PROBE_MS,
    );
    timers.add(timer);
  };
  if (isReady()) becomeReady();
  for (const [name, url] of Object.entries(urls)) void probe(name, url);
  return {
    state: () => ({ ready: isReady(), degraded: away.size > 0, reload: 'ok' }),
    whenReady,
    close: () => {
      stopped.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

async function isLive(url: string, stop: AbortSignal): Promise<boolean> {
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(PROBE_TIMEOUT_MS)]);
    const { statusCode, body } = await request(new URL('/livez', url), { signal });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}

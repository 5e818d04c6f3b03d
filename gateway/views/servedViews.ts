import { setImmediate as turn } from 'node:timers/promises';
import type { Clearance } from '../../schema/policy';
import type { View } from './createView';
import type { Views } from './views';

/** What exists for one request: all of it by one supergraph, whatever is served a moment later. */
export interface ServedView extends Pick<View, 'execute'> {
  readonly supergraphSdl: string;
}

/** The views that are served now. */
export interface ServedViews {
  of(clearance: Clearance | 'open'): ServedView;
  /** Builds a view before it is asked for. */
  warm(clearance: Clearance | 'open'): Promise<void>;
  /**
   * Serves another supergraph: its views for everyone served so far are built first, one by one, and what is known
   * beforehand is planned; then all of them take the place of the old at once. Requests under way end on the old. Throws, and changes nothing, when one cannot be built.
   */
  replace(next: ViewsOf): Promise<void>;
  close(): Promise<void>;
}

/** A supergraph and its views. */
export interface ViewsOf {
  readonly supergraphSdl: string;
  readonly views: Views;
}

interface Generation extends ViewsOf {
  /** Requests under way. */
  open: number;
}

export function servedViews(first: ViewsOf): ServedViews {
  let current: Generation = { ...first, open: 0 };

  const closeWhenLeft = async (old: Generation): Promise<void> => {
    if (old !== current && old.open === 0) await old.views.close();
  };
  return {
    of: (clearance) => {
      const own = current;
      const execute: View['execute'] = async (request, context) => {
        own.open += 1;
        try {
          return await (await own.views.of(clearance)).execute(request, context);
        } finally {
          own.open -= 1;
          void closeWhenLeft(own);
        }
      };
      return { supergraphSdl: own.supergraphSdl, execute };
    },
    warm: async (clearance) => void (await current.views.of(clearance)),
    replace: async (next) => {
      await buildLike(current.views, next.views);
      const old = current;
      current = { ...next, open: 0 };
      // Whoever took a view of the old one has begun with it by the next turn.
      await turn();
      await closeWhenLeft(old);
    },
    close: () => current.views.close(),
  };
}

/** Also what is asked for the first time meanwhile, so that nobody waits for a view after the change. */
async function buildLike(served: Views, next: Views): Promise<void> {
  const built = new Set<Clearance | 'open'>();
  try {
    for (let missing = served.inUse(); missing.length > 0; missing = served.inUse().filter((one) => !built.has(one)))
      for (const clearance of missing) {
        await (await next.of(clearance)).planned;
        built.add(clearance);
      }
  } catch (cause) {
    await next.close();
    throw cause;
  }
}

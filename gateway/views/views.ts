import { mendForPlanner } from '../../schema/planner/mendForPlanner';
import type { Clearance } from '../../schema/policy';
import { type ReviewedViews, viewText } from '../../schema/reviewed';
import { viewFor } from '../../schema/view';
import { causeFields, logEvent } from '../log';
import { createView, type View, type ViewParts } from './createView';

/** The views of one supergraph. */
export interface Views {
  /** The view of a clearance, or the whole supergraph for `open`; built on first use. */
  of(clearance: Clearance | 'open'): Promise<View>;
  /** Everyone whose view was asked for. */
  inUse(): readonly (Clearance | 'open')[];
  close(): Promise<void>;
}

export interface ViewsParts extends Omit<ViewParts, 'isOwn'> {
  readonly reviewed: ReviewedViews;
  /** Told of each view that was built. */
  readonly built: (view: string, seconds: number) => void;
}

/**
 * One view a clearance; those with equal text share one. They are built one at a time, for building blocks. One that
 * cannot be built, or shows anything else than was reviewed, stays refused: nothing wider is served in its place.
 */
export function views(supergraphSdl: string, { built, reviewed, ...parts }: ViewsParts): Views {
  const byName = new Map<string, Promise<View>>();
  const asked = new Map<string, Clearance | 'open'>();
  const byText = new Map<string, Promise<View>>();
  let last: Promise<unknown> = Promise.resolve();

  const build = async (clearance: Clearance | 'open'): Promise<View> => {
    const text = clearance === 'open' ? supergraphSdl : viewFor(supergraphSdl, clearance);
    const begun = performance.now();
    const isKnown = byText.has(text);
    const view = byText.get(text) ?? createView(mendForPlanner(text), { ...parts, isOwn: clearance !== 'open' });
    byText.set(text, view);
    const { schema } = await view;
    if (!isKnown) built(nameOf(clearance), (performance.now() - begun) / 1000);
    if (clearance !== 'open' && viewText(schema) !== reviewed.get(clearance.name))
      throw new Error(`The view ${clearance.name} is not the one that was reviewed.`);
    return view;
  };
  const enqueue = (clearance: Clearance | 'open'): Promise<View> => {
    const view = last.then(() => build(clearance));
    last = view.catch((error: unknown) =>
      logEvent('view.refused', { view: nameOf(clearance), ...causeFields(error) }, 'error'),
    );
    return view;
  };
  return {
    of: (clearance) => {
      const name = nameOf(clearance);
      const view = byName.get(name) ?? enqueue(clearance);
      byName.set(name, view);
      asked.set(name, clearance);
      return view;
    },
    inUse: () => [...asked.values()],
    close: async () => {
      await last;
      const built = await Promise.allSettled(byText.values());
      await Promise.all(built.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
    },
  };
}

/** Names of clearances hold no blank, so that none can stand for the whole supergraph. */
function nameOf(clearance: Clearance | 'open'): string {
  return clearance === 'open' ? 'the open supergraph' : clearance.name;
}

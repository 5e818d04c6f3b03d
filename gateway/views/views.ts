import type { Clearance } from '../../schema/policy';
import { viewFor } from '../../schema/view';
import { createView, type SourceOf, type View } from './createView';

/** The views of one supergraph. */
export interface Views {
  /** The view of a clearance, or of the whole supergraph for null; built on first use. */
  of(clearance: Clearance | null): Promise<View>;
  close(): Promise<void>;
}

/** One view a clearance; those with equal text share one. They are built one at a time, for building blocks. */
export function views(supergraphSdl: string, sourceOf: SourceOf): Views {
  const byName = new Map<string | null, Promise<View>>();
  const byText = new Map<string, Promise<View>>();
  let last: Promise<unknown> = Promise.resolve();

  const build = (clearance: Clearance | null): Promise<View> => {
    const text = clearance === null ? supergraphSdl : viewFor(supergraphSdl, clearance);
    const view = byText.get(text) ?? last.then(() => createView(text, sourceOf));
    byText.set(text, view);
    last = view.catch(() => {
      byText.delete(text);
    });
    return view;
  };
  return {
    of: (clearance) => {
      const name = clearance?.name ?? null;
      const view = byName.get(name) ?? build(clearance);
      byName.set(name, view);
      view.catch(() => byName.delete(name));
      return view;
    },
    close: async () => {
      const open = await Promise.allSettled(byText.values());
      await Promise.all(open.map((one) => (one.status === 'fulfilled' ? one.value.close() : undefined)));
    },
  };
}

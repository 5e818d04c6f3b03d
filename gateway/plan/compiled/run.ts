import type { RequestContext } from '../../context';
import type { Variables } from './conditions';
import type { JsonObject } from './merge';
import type { Place } from './place';
import { TROUBLE } from './trouble';

/** One operation under way. */
export interface Run {
  readonly data: JsonObject;
  readonly variables: Variables;
  readonly context: RequestContext;
  /** Entities that were asked for and may be needed again: by question and representation. */
  readonly asked: Map<string, Map<string, Place>>;
  /** Whether objects stand at several places, an entity having been asked for once for all of them. */
  isShared: boolean;
  /** Whether the reference path took over; nothing more is begun then. */
  isOver: boolean;
}

/** A part of the fetch graph. Throws, or rejects, where the reference path has to answer. */
export type Step = (run: Run) => Promise<void>;

export function sequence(steps: readonly Step[]): Step {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return only;
  return async (run) => {
    for (const step of steps) {
      if (run.isOver) throw TROUBLE;
      await step(run);
    }
  };
}

export function parallel(steps: readonly Step[]): Step {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return only;
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

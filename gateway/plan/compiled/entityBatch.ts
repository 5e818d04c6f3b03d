import { askEntities } from './askEntities';
import type { EntityFetch } from './entityFetch';
import type { Step } from './run';

/** Fetches of one subgraph in one request; null where two of them cannot stand in one operation. */
export function entityBatch(fetches: readonly EntityFetch[]): Step | null {
  return fetches.length < 2 || !areOfOneMind(fetches) ? null : (run) => askEntities(fetches, run);
}

/** Of each variable one declaration. */
function areOfOneMind(fetches: readonly EntityFetch[]): boolean {
  const declared = new Map<string, string>();
  for (const { operation } of fetches) {
    if (operation.part === null) return false;
    for (const [name, text] of operation.part.variables) {
      if ((declared.get(name) ?? text) !== text) return false;
      declared.set(name, text);
    }
  }
  return true;
}

import { isJsonObject, type JsonObject } from './merge';
import { BailOut, TROUBLE } from './trouble';

/**
 * Finds the entities at a path of the plan, in the order of the answer. Where objects stand at several places, each is
 * found once. Throws `TROUBLE` where the path leads through something else.
 */
export type Targets = (data: JsonObject, isShared: boolean) => readonly JsonObject[];

export function targetsAt(path: readonly (string | number)[]): Targets {
  const steps = path.map((step) => {
    if (typeof step !== 'string' || step in {}) throw new BailOut('planNode');
    return step;
  });
  return (data, isShared) => {
    let found: readonly unknown[] = [data];
    for (const step of steps) {
      const next = step === '@' ? itemsOf(found) : membersOf(found, step);
      found = isShared ? [...new Set(next)] : next;
    }
    if (!found.every(isJsonObject)) throw TROUBLE;
    return found;
  };
}

function itemsOf(lists: readonly unknown[]): readonly unknown[] {
  const items: unknown[] = [];
  for (const list of lists) {
    if (!Array.isArray(list)) throw TROUBLE;
    for (const item of list) if (item !== null) items.push(item);
  }
  return items;
}

function membersOf(objects: readonly unknown[], name: string): readonly unknown[] {
  const members: unknown[] = [];
  for (const object of objects) {
    if (!isJsonObject(object)) throw TROUBLE;
    const member = object[name];
    if (member !== undefined && member !== null) members.push(member);
  }
  return members;
}

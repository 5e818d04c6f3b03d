import type { DocumentNode } from 'graphql';
import { type Element, SchemaElements } from '../elements';
import { fault } from './fault';

/** DISAGREE: an element that several subgraphs declare has the same categories in each. */
export function disagreements(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  const seen = new Map<string, { readonly name: string; readonly set: string }>();
  const faults: string[] = [];
  for (const [name, document] of subgraphs) {
    for (const element of new SchemaElements(document).all.filter((one) => !one.isExternal)) {
      const set = setOf(element);
      const first = seen.get(element.coordinate);
      if (first === undefined) seen.set(element.coordinate, { name, set });
      else if (first.set !== set)
        faults.push(fault('DISAGREE', element, `${first.name} says ${first.set}, ${name} says ${set}; make them one.`));
    }
  }
  return faults;
}

function setOf({ categories }: Element): string {
  return [...new Set(categories)].sort().join(' ');
}

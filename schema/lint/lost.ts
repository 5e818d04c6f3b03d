import { type DocumentNode, parse } from 'graphql';
import { SchemaElements } from '../elements';
import { fault } from './fault';

/** LOST: the supergraph's categories are the subgraphs', element for element; composition may drop none. */
export function lostInComposition(
  supergraphSdl: string,
  subgraphs: ReadonlyMap<string, DocumentNode>,
): readonly string[] {
  const composed = new Map(
    new SchemaElements(parse(supergraphSdl)).all.map((element) => [element.coordinate, setOf(element.categories)]),
  );
  const declared = [...subgraphs.values()].flatMap((document) => new SchemaElements(document).all);
  return declared
    .filter(
      (element) =>
        element.isClassifiable && !element.isExternal && composed.get(element.coordinate) !== setOf(element.categories),
    )
    .map((element) => {
      const kept = composed.get(element.coordinate) ?? 'no such element';
      return fault(
        'LOST',
        element,
        `the supergraph has «${kept}», the subgraph ${setOf(element.categories)}; let it be composed.`,
      );
    });
}

function setOf(categories: readonly (string | null)[]): string {
  return [...new Set(categories)].sort().join(' ');
}

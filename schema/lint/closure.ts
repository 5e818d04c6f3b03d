import { type DocumentNode, parse } from 'graphql';
import { SchemaElements } from '../elements';

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
    .filter((element) => element.isClassifiable && composed.get(element.coordinate) !== setOf(element.categories))
    .map(
      (element) =>
        `LOST ${element.coordinate}: the supergraph has «${composed.get(element.coordinate) ?? 'no such element'}», the subgraph ${setOf(element.categories)}.`,
    );
}

function setOf(categories: readonly (string | null)[]): string {
  return [...new Set(categories)].sort().join(' ');
}

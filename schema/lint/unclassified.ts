import type { DocumentNode } from 'graphql';
import { SchemaElements } from '../elements';

/** UNCLASSIFIED: an element without a category, or with one that does not exist, may not be built. */
export function unclassifiedElements(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  return [...subgraphs].flatMap(([name, document]) =>
    new SchemaElements(document).all
      .filter((element) => element.isClassifiable)
      .filter((element) => element.categories.length === 0 || element.categories.includes(null))
      .map((element) => `UNCLASSIFIED ${element.coordinate} in ${name}: give it @classified(as: …).`),
  );
}

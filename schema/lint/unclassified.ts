import type { DocumentNode } from 'graphql';
import { SchemaElements } from '../elements';
import { fault } from './fault';

/** UNCLASSIFIED: an element without a category, or with one that does not exist, may not be built. */
export function unclassifiedElements(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  return [...subgraphs].flatMap(([name, document]) =>
    new SchemaElements(document).all
      .filter((element) => element.isClassifiable && !element.isExternal)
      .filter((element) => element.categories.length === 0 || element.categories.includes(null))
      .map((element) =>
        fault('UNCLASSIFIED', element, `has no category that exists, in ${name}; give it @classified(as: …).`),
      ),
  );
}

import type { DocumentNode } from 'graphql';
import { SchemaElements } from '../elements';
import { fault } from './fault';

/** EXTERNAL: an `@external` copy carries no category; its owner's would be lost behind it. */
export function classifiedCopies(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  return [...subgraphs].flatMap(([name, document]) =>
    new SchemaElements(document).all
      .filter((element) => element.isExternal && element.categories.length > 0)
      .map((element) =>
        fault('EXTERNAL', element, `is @external in ${name} and carries a category; leave it to the owner.`),
      ),
  );
}

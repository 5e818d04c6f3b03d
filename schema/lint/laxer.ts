import type { DocumentNode } from 'graphql';
import { SchemaElements } from '../elements';
import { fault } from './fault';

/** LAXER: an interface's field has the categories of the same field in every implementation; a fragment would tell them apart. */
export function laxerInterfaces(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  return [...subgraphs.values()].flatMap((document) => {
    const elements = new SchemaElements(document);
    return [...elements.types.values()].flatMap((type) =>
      type.interfaces.flatMap((name) => {
        const stated = new Map(
          (elements.types.get(name)?.members ?? []).map((field) => [field.name, setOf(field.categories)]),
        );
        return type.members
          .filter((field) => stated.has(field.name) && stated.get(field.name) !== setOf(field.categories))
          .map((field) => fault('LAXER', field, `differs from ${name}.${field.name}; give both the same categories.`));
      }),
    );
  });
}

function setOf(categories: readonly (string | null)[]): string {
  return [...new Set(categories)].sort().join(' ');
}

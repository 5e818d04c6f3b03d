import { readFileSync } from 'node:fs';
import { type DefinitionNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { projectFile } from '../files';

const canonical = parse(readFileSync(projectFile('schema', 'classified.graphql'), 'utf8'), { noLocation: true });

/**
 * DECLARED: each subgraph has the directive and its enum exactly as `classified.graphql` says, and uses federation under
 * its own names and only as far as that file imports it: the other rules know no others. Composition would accept all
 * else and lose the classification.
 */
export function misdeclared(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  return [...subgraphs].flatMap(([name, document]) => [
    ...declarationsOf(canonical)
      .filter((wanted) => !sameOnce(wanted, document))
      .map(
        (wanted) =>
          `DECLARED ${nameOf(wanted)} in ${name}: stands there not once as classified.graphql says; take its text.`,
      ),
    ...(isComposed(document)
      ? []
      : [`DECLARED @classified in ${name}: is not imported and composed as classified.graphql says; take its text.`]),
    ...prefixedUses(document).map(
      (directive) => `DECLARED @${directive} in ${name}: is not among the imports of classified.graphql; leave it out.`,
    ),
  ]);
}

function declarationsOf(document: DocumentNode): readonly DefinitionNode[] {
  return document.definitions.filter(
    (node) => node.kind === Kind.DIRECTIVE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION,
  );
}

function sameOnce(wanted: DefinitionNode, document: DocumentNode): boolean {
  const found = document.definitions.filter((node) => nameOf(node) === nameOf(wanted));
  return found.length === 1 && found.every((node) => print(node) === print(wanted));
}

function nameOf(node: DefinitionNode): string {
  return 'name' in node ? (node.name?.value ?? '') : '';
}

/** The links are those of `classified.graphql`, no fewer, no more: a further one could rename what the rules look for. */
function isComposed(document: DocumentNode): boolean {
  return linksOf(document).join('\n') === linksOf(canonical).join('\n');
}

function linksOf(document: DocumentNode): readonly string[] {
  return document.definitions
    .filter((node) => node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION)
    .flatMap((node) => node.directives ?? [])
    .map((directive) => print(directive))
    .sort();
}

/** `@federation__requires` and the like mean what the imported name means. */
function prefixedUses(document: DocumentNode): readonly string[] {
  const found = new Set<string>();
  visit(document, {
    Directive: {
      enter: ({ name }) => {
        if (name.value.includes('__')) found.add(name.value);
      },
    },
  });
  return [...found];
}

import { readFileSync } from 'node:fs';
import { type DefinitionNode, type DocumentNode, Kind, parse, print, type SchemaExtensionNode } from 'graphql';
import { projectFile } from '../files';

const canonical = parse(readFileSync(projectFile('schema', 'classified.graphql'), 'utf8'), { noLocation: true });

/**
 * DECLARED: each subgraph has the directive and its enum exactly as `classified.graphql` says, imported under its own
 * name and composed. Composition would accept all else and lose the classification.
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

function isComposed(document: DocumentNode): boolean {
  const extensions = document.definitions.filter(
    (node): node is SchemaExtensionNode => node.kind === Kind.SCHEMA_EXTENSION,
  );
  const stated = extensions.flatMap((node) => node.directives ?? []).map((directive) => print(directive));
  return canonicalUse.every((wanted) => stated.filter((one) => one === wanted).length === 1);
}

const canonicalUse = canonical.definitions
  .filter((node): node is SchemaExtensionNode => node.kind === Kind.SCHEMA_EXTENSION)
  .flatMap((node) => node.directives ?? [])
  .map((directive) => print(directive))
  .filter((text) => text.includes('classified'));

import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  parse,
  print,
  type SchemaDefinitionNode,
} from 'graphql';
import { unclassified } from './expand';
import { hiddenCoordinates } from './hidden';
import type { Clearance } from './policy';

const DEFINITION = parse(
  `directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`,
  { noLocation: true },
).definitions;
const LINK = constDirective('link', { url: 'https://specs.apollo.dev/inaccessible/v0.2', for: 'SECURITY' });
const MARK = constDirective('inaccessible', {});

/**
 * The supergraph pruned to one clearance: what the clearance does not reach is marked `@inaccessible`, so that it
 * stays usable for planning (keys, `@requires`) and exists for nobody who asks. Pure; `@classified` is taken out.
 */
export function viewFor(supergraphSdl: string, clearance: Pick<Clearance, 'categories' | 'acts'>): string {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const hidden = hiddenCoordinates(supergraph, clearance);
  const definitions = supergraph.definitions
    .filter((node) => !isClassification(node))
    .map((node) => (node.kind === Kind.SCHEMA_DEFINITION ? withLink(node, hidden) : markHidden(node, hidden)));
  return print({ kind: Kind.DOCUMENT, definitions: [...definitions, ...inaccessibleDefinition(supergraph)] });
}

function isClassification(node: DefinitionNode): boolean {
  return 'name' in node && (node.name?.value === 'classified' || node.name?.value.startsWith('classified__') === true);
}

function withLink(node: SchemaDefinitionNode, hidden: ReadonlySet<string>): SchemaDefinitionNode {
  const links = (node.directives ?? []).filter((directive) => !linksTo(directive, '/classified/'));
  const present = links.some((directive) => linksTo(directive, '/inaccessible/'));
  return {
    ...node,
    directives: present ? links : [...links, LINK],
    operationTypes: node.operationTypes.filter((one) => !hidden.has(one.type.name.value)),
  };
}

function linksTo(directive: ConstDirectiveNode, part: string): boolean {
  const url = directive.arguments?.find((argument) => argument.name.value === 'url')?.value;
  return url?.kind === Kind.STRING && url.value.includes(part);
}

function inaccessibleDefinition(supergraph: DocumentNode): readonly DefinitionNode[] {
  const present = supergraph.definitions.some(
    (node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'inaccessible',
  );
  return present ? [] : DEFINITION;
}

function markHidden(node: DefinitionNode, hidden: ReadonlySet<string>): DefinitionNode {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const type = node.name.value;
      const fields = (node.fields ?? []).map((field) => {
        const coordinate = `${type}.${field.name.value}`;
        const args = (field.arguments ?? []).map((one) => mark(one, hidden.has(`${coordinate}(${one.name.value}:)`)));
        return { ...mark(field, hidden.has(coordinate)), arguments: args };
      });
      return { ...mark(node, hidden.has(type)), fields };
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const type = node.name.value;
      const fields = (node.fields ?? []).map((field) => mark(field, hidden.has(`${type}.${field.name.value}`)));
      return { ...mark(node, hidden.has(type)), fields };
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const type = node.name.value;
      const values = (node.values ?? []).map((value) => mark(value, hidden.has(`${type}.${value.name.value}`)));
      return { ...mark(node, hidden.has(type)), values };
    }
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return mark(node, hidden.has(node.name.value));
    default:
      return node;
  }
}

function mark<T extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: T,
  isHidden: boolean,
): T {
  const plain = unclassified(node);
  const own = plain.directives ?? [];
  const present = own.some((directive) => directive.name.value === MARK.name.value);
  return isHidden && !present ? { ...plain, directives: [...own, MARK] } : plain;
}

function constDirective(name: string, args: Readonly<Record<string, string>>): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(args).map(([key, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: key },
      value: key === 'for' ? { kind: Kind.ENUM, value } : { kind: Kind.STRING, value },
    })),
  };
}

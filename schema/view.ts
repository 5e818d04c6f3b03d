import { type ConstDirectiveNode, type DefinitionNode, Kind, parse, print, type SchemaDefinitionNode } from 'graphql';
import { unclassified } from './expand';
import { hiddenCoordinates } from './hidden';
import { linkInaccessible, linksTo, withMark } from './inaccessible';
import type { Clearance } from './policy';

/**
 * The supergraph pruned to one clearance: what the clearance does not reach is marked `@inaccessible`, so that it
 * stays usable for planning (keys, `@requires`) and exists for nobody who asks. Pure; `@classified` is taken out.
 */
export function viewFor(supergraphSdl: string, clearance: Pick<Clearance, 'categories' | 'acts'>): string {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  const hidden = hiddenCoordinates(supergraph, clearance);
  const definitions = supergraph.definitions
    .filter((node) => !isClassification(node))
    .map((node) => (node.kind === Kind.SCHEMA_DEFINITION ? visibleRoots(node, hidden) : markHidden(node, hidden)));
  return print(linkInaccessible({ kind: Kind.DOCUMENT, definitions }));
}

function isClassification(node: DefinitionNode): boolean {
  return 'name' in node && (node.name?.value === 'classified' || node.name?.value.startsWith('classified__') === true);
}

function visibleRoots(node: SchemaDefinitionNode, hidden: ReadonlySet<string>): SchemaDefinitionNode {
  return {
    ...node,
    directives: (node.directives ?? []).filter((directive) => !linksTo(directive, '/classified/')),
    operationTypes: node.operationTypes.filter((one) => !hidden.has(one.type.name.value)),
  };
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
  return isHidden ? { ...plain, directives: withMark(plain.directives ?? []) } : plain;
}

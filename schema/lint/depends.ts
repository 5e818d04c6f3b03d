import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  type SelectionSetNode,
  type TypeDefinitionNode,
} from 'graphql';
import { namedType, SchemaElements } from '../elements';
import { hiddenCoordinates } from '../hidden';
import type { Policy } from '../policy';

interface Dependency {
  readonly from: string;
  readonly on: string;
  readonly by: string;
}

/**
 * DEPENDS: who sees an element also sees what it is read through: keys, `@requires`, `@provides`. Otherwise its value
 * tells of something hidden.
 */
export function hiddenDependencies(
  supergraph: DocumentNode,
  { subgraphs, policy }: { readonly subgraphs: ReadonlyMap<string, DocumentNode>; readonly policy: Policy },
): readonly string[] {
  const dependencies = [...subgraphs.values()].flatMap(dependenciesOf);
  return policy.clearances.flatMap((clearance) => {
    const hidden = hiddenCoordinates(supergraph, clearance);
    return dependencies
      .filter(({ from, on }) => !hidden.has(from) && hidden.has(on))
      .map(
        ({ from, on, by }) =>
          `DEPENDS ${from}: ${clearance.name} sees it but not ${on}, on which it depends by ${by}; classify it as that is.`,
      );
  });
}

function dependenciesOf(document: DocumentNode): readonly Dependency[] {
  const elements = new SchemaElements(document);
  return document.definitions.filter(isType).flatMap((type) => {
    const fields = 'fields' in type ? (type.fields ?? []) : [];
    const keys = fieldSets(type.directives, 'key').flatMap((set) =>
      coordinates(set, { type: type.name.value, elements }),
    );
    return fields.flatMap((field) => {
      const from = `${type.name.value}.${field.name.value}`;
      const required = fieldSets(field.directives, 'requires').flatMap((set) =>
        coordinates(set, { type: type.name.value, elements }),
      );
      const provided = fieldSets(field.directives, 'provides').flatMap((set) =>
        coordinates(set, { type: namedType(field.type), elements }),
      );
      return [
        ...keys.map((on) => ({ from, on, by: '@key' })),
        ...required.map((on) => ({ from, on, by: '@requires' })),
        ...provided.map((on) => ({ from: on, on: from, by: '@provides' })),
      ];
    });
  });
}

function isType(node: DocumentNode['definitions'][number]): node is TypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function fieldSets(directives: readonly ConstDirectiveNode[] | undefined, name: string): readonly SelectionSetNode[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .flatMap((directive) => directive.arguments ?? [])
    .filter((argument) => argument.name.value === 'fields')
    .flatMap(({ value }) => (value.kind === Kind.STRING ? parse(`{ ${value.value} }`).definitions : []))
    .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : []));
}

/** Every field that a field set names, at any depth. */
function coordinates(
  set: SelectionSetNode,
  { type, elements }: { type: string; elements: SchemaElements },
): readonly string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return coordinates(selection.selectionSet, { type: selection.typeCondition?.name.value ?? type, elements });
    const field = elements.types.get(type)?.members.find((member) => member.name === selection.name.value);
    const below =
      selection.selectionSet === undefined || field?.type == null
        ? []
        : coordinates(selection.selectionSet, { type: namedType(field.type), elements });
    return [`${type}.${selection.name.value}`, ...below];
  });
}

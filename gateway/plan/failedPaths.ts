import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A place in one subgraph's answer. */
export type FetchPath = readonly (string | number)[];

const MAX_PATHS = 100;

/** Every place that one fetch would have filled, at most 100: the fields of each representation, or the root fields. */
export function failedPaths(query: string, representations: readonly unknown[]): readonly FetchPath[] {
  const document = parse(query, { noLocation: true });
  const roots = operationFields(document);
  const paths = roots.flatMap((field) =>
    field.name.value === '_entities' ? entityPaths(field, { document, representations }) : [[responseName(field)]],
  );
  return paths.slice(0, MAX_PATHS);
}

function operationFields(document: DocumentNode): readonly FieldNode[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation === undefined ? [] : fieldsOf(operation.selectionSet, { document, typename: null });
}

function entityPaths(
  entities: FieldNode,
  { document, representations }: { document: DocumentNode; representations: readonly unknown[] },
): readonly FetchPath[] {
  const { selectionSet } = entities;
  if (selectionSet === undefined) return [];
  return representations.slice(0, MAX_PATHS).flatMap((representation, at) => {
    const names = fieldsOf(selectionSet, { document, typename: typenameOf(representation) }).map(responseName);
    return [...new Set(names)].filter((name) => name !== '__typename').map((name) => ['_entities', at, name]);
  });
}

function typenameOf(representation: unknown): string | null {
  if (typeof representation !== 'object' || representation === null || !('__typename' in representation)) return null;
  return typeof representation.__typename === 'string' ? representation.__typename : null;
}

/** Fields of a selection, its fragments' included; those on another type than `typename` are left out. */
function fieldsOf(
  set: SelectionSetNode,
  scope: { readonly document: DocumentNode; readonly typename: string | null },
): readonly FieldNode[] {
  return set.selections.flatMap((selection: SelectionNode) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : namedFragment(selection.name.value, scope);
    const type = fragment?.typeCondition?.name.value;
    const applies = type === undefined || scope.typename === null || type === scope.typename;
    return fragment === undefined || !applies ? [] : fieldsOf(fragment.selectionSet, scope);
  });
}

function namedFragment(name: string, { document }: { document: DocumentNode }): FragmentDefinitionNode | undefined {
  return document.definitions
    .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    .find((node) => node.name.value === name);
}

function responseName(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

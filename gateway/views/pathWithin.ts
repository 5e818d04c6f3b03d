import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** What a client asked, and what it is answered. */
export interface Answered {
  readonly operation: OperationDefinitionNode;
  readonly document: DocumentNode;
  readonly data: unknown;
}

type Path = readonly (string | number)[];

interface Place {
  readonly sets: readonly SelectionSetNode[];
  readonly value: unknown;
}

/**
 * As much of a path as leads through what the client selected and is answered. A subgraph's path may name fields that
 * were fetched for the plan alone and are hidden from the client, or nothing at all; of those nothing is left.
 */
export function pathWithin(path: Path, { operation, document, data }: Answered): Path {
  let place: Place | null = { sets: [operation.selectionSet], value: data };
  const end = path.findIndex((step) => {
    place = place === null ? null : next(place, step, document);
    return place === null;
  });
  return end < 0 ? path : path.slice(0, end);
}

function next({ sets, value }: Place, step: string | number, document: DocumentNode): Place | null {
  if (typeof step === 'number')
    return Array.isArray(value) && Object.hasOwn(value, step) ? { sets, value: value[step] } : null;
  const fields = Array.isArray(value) ? [] : sets.flatMap((set) => fieldsNamed(step, { set, document }));
  if (fields.length === 0) return null;
  return { sets: fields.flatMap(({ selectionSet }) => selectionSet ?? []), value: memberOf(value, step) };
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  return Object.getOwnPropertyDescriptor(value, name)?.value ?? null;
}

function fieldsNamed(
  name: string,
  { set, document }: { readonly set: SelectionSetNode; readonly document: DocumentNode },
): readonly FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value === name ? [selection] : [];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions
            .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
            .find((node) => node.name.value === selection.name.value);
    return fragment === undefined ? [] : fieldsNamed(name, { set: fragment.selectionSet, document });
  });
}

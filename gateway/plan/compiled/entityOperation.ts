import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';

export const REPRESENTATIONS = 'representations';

/** What can stand beside others in one operation. */
export interface Part {
  /** The variables it declares, each as it is written, by name. */
  readonly variables: ReadonlyMap<string, string>;
  readonly selections: string;
}

/** The operation of one fetch of entities. */
export class EntityOperation {
  /** Null where it cannot stand beside others. */
  readonly part: Part | null;
  /** Whether it asks for nothing but leaves: nothing of such an entity is filled later. */
  readonly isFlat: boolean;

  constructor(text: string) {
    const document = parse(text, { noLocation: true });
    const operation = onlyOperation(document);
    const set = operation === null ? undefined : onlyEntities(operation)?.selectionSet;
    this.part = operation === null || set === undefined ? null : partOf(operation, set);
    this.isFlat = set?.selections.every((node) => node.kind === Kind.INLINE_FRAGMENT && hasLeavesOnly(node)) === true;
  }
}

function partOf({ variableDefinitions = [] }: OperationDefinitionNode, set: SelectionSetNode): Part | null {
  const declared = variableDefinitions.filter(({ variable }) => variable.name.value !== REPRESENTATIONS);
  // A name that could be one of ours.
  if (declared.some(({ variable }) => variable.name.value.startsWith(REPRESENTATIONS))) return null;
  const variables = new Map(declared.map((node) => [node.variable.name.value, print(node)]));
  return { variables, selections: print(set) };
}

function onlyOperation({ definitions }: DocumentNode): OperationDefinitionNode | null {
  const [only] = definitions;
  const isPlain = definitions.length === 1 && only?.kind === Kind.OPERATION_DEFINITION && only.operation === 'query';
  return isPlain && (only.directives ?? []).length === 0 ? only : null;
}

function onlyEntities({ selectionSet }: OperationDefinitionNode): FieldNode | null {
  const [only] = selectionSet.selections;
  const isPlain = selectionSet.selections.length === 1 && only?.kind === Kind.FIELD && only.name.value === '_entities';
  return isPlain && only.alias === undefined && (only.directives ?? []).length === 0 ? only : null;
}

function hasLeavesOnly({ selectionSet }: { readonly selectionSet: SelectionSetNode }): boolean {
  return selectionSet.selections.every((node) => node.kind === Kind.FIELD && node.selectionSet === undefined);
}

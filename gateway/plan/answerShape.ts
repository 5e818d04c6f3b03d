import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** What stands at one name of an answer: lists so deep, and in them objects, or values of any kind. */
interface Place {
  readonly depth: number;
  readonly below: Shape | null;
}

/**
 * The form of an answer by its names alone. Fields of one name have one form whichever type they are on: GraphQL lets
 * no operation be that would answer otherwise.
 */
export type Shape = Map<string, Place>;

/** The form of the answer to a subgraph operation; fields that the schema does not know are left open. */
export function shapeOf(operation: string, schema: GraphQLSchema): Shape {
  const document = parse(operation, { noLocation: true });
  const shape: Shape = new Map();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    addSelections(node.selectionSet, schema.getRootType(node.operation), { schema, document, shape });
  }
  return shape;
}

/** Whether data can be read by the names of the shape; null may stand anywhere. */
export function fits(data: unknown, shape: Shape): boolean {
  if (!isRecord(data)) return false;
  const typename = data['__typename'];
  if (typename !== undefined && typeof typename !== 'string') return false;
  for (const [name, place] of shape) {
    const value = Object.hasOwn(data, name) ? data[name] : null;
    if (value !== null && !isInPlace(value, place.depth, place.below)) return false;
  }
  return true;
}

function isInPlace(value: unknown, depth: number, below: Shape | null): boolean {
  if (value === null) return true;
  if (depth > 0) return Array.isArray(value) && value.every((one) => isInPlace(one, depth - 1, below));
  return below === null || fits(value, below);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Adding {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly shape: Shape;
}

type ParentType = GraphQLNamedType | null | undefined;

function addSelections(set: SelectionSetNode, type: ParentType, adding: Adding): void {
  for (const node of set.selections) {
    switch (node.kind) {
      case Kind.FIELD:
        addField(node, type, adding);
        break;
      case Kind.INLINE_FRAGMENT:
        addSelections(node.selectionSet, conditionOf(node, adding) ?? type, adding);
        break;
      case Kind.FRAGMENT_SPREAD:
        for (const fragment of fragmentsNamed(node.name.value, adding))
          addSelections(fragment.selectionSet, conditionOf(fragment, adding), adding);
    }
  }
}

function addField(node: FieldNode, type: ParentType, adding: Adding): void {
  const name = (node.alias ?? node.name).value;
  const place = placeOf(node.name.value, type);
  if (place === null) return;
  if (node.selectionSet === undefined) {
    adding.shape.set(name, { depth: place.depth, below: null });
    return;
  }
  const below = adding.shape.get(name)?.below ?? new Map();
  adding.shape.set(name, { depth: place.depth, below });
  addSelections(node.selectionSet, place.type, { ...adding, shape: below });
}

function conditionOf({ typeCondition }: InlineFragmentNode | FragmentDefinitionNode, { schema }: Adding): ParentType {
  return typeCondition === undefined ? undefined : schema.getType(typeCondition.name.value);
}

function fragmentsNamed(name: string, { document }: Adding): readonly FragmentDefinitionNode[] {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return fragments.filter((node) => node.name.value === name);
}

interface TypedPlace {
  readonly depth: number;
  readonly type: GraphQLNamedType | null;
}

function placeOf(field: string, type: ParentType): TypedPlace | null {
  if (field === '_entities') return { depth: 1, type: null };
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const known = Object.hasOwn(type.getFields(), field) ? type.getFields()[field] : undefined;
  return known === undefined ? null : { depth: depthOf(known.type), type: getNamedType(known.type) };
}

function depthOf(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return depthOf(type.ofType);
  return isListType(type) ? 1 + depthOf(type.ofType) : 0;
}

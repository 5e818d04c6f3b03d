import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A page that a variable sizes counts as the largest one: variables must not decide whether a document is refused. */
const LARGEST_PAGE = 50;

/** What one operation asks, fragments spread out. */
export interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** Fields that have to be planned, each as often as it stands in the operation; introspection is not planned. */
  readonly fields: number;
  /** Fields to be answered when every list is as long as it may be. */
  readonly cost: number;
}

type Part = Omit<Size, 'rootFields'> & { readonly here: number };

const NOTHING: Part = { depth: 0, aliases: 0, directives: 0, fields: 0, cost: 0, here: 0 };

/** Measures an operation against a view's schema. Each fragment is measured once, so that doubling costs nothing. */
export function measure(
  operation: OperationDefinitionNode,
  { document, schema }: { document: DocumentNode; schema: GraphQLSchema },
): Size {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const measurer = new Measurer(schema, new Map(fragments.map((node) => [node.name.value, node])));
  const root = schema.getRootType(operation.operation) ?? undefined;
  const { here, ...part } = measurer.selections(operation.selectionSet, root);
  return { ...part, rootFields: here, directives: part.directives + count(operation.directives) };
}

class Measurer {
  readonly #known = new Map<string, Part>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  selections(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): Part {
    return (set?.selections ?? []).map((one) => this.#selection(one, type)).reduce(add, NOTHING);
  }

  #selection(node: SelectionNode, type: GraphQLNamedType | undefined): Part {
    const own = { ...NOTHING, directives: count(node.directives) };
    switch (node.kind) {
      case Kind.FIELD:
        return add(own, this.#field(node, type));
      case Kind.INLINE_FRAGMENT:
        return add(own, this.selections(node.selectionSet, this.#named(node.typeCondition?.name.value) ?? type));
      case Kind.FRAGMENT_SPREAD:
        return add(own, this.#fragment(node.name.value));
    }
  }

  #field(node: FieldNode, type: GraphQLNamedType | undefined): Part {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const below = this.selections(node.selectionSet, field === undefined ? undefined : getNamedType(field.type));
    return {
      depth: below.depth + 1,
      aliases: below.aliases + (node.alias === undefined ? 0 : 1),
      directives: below.directives,
      fields: node.name.value.startsWith('__') ? 0 : 1 + below.fields,
      cost: 1 + below.cost * pageSize(node, field),
      here: 1,
    };
  }

  /** A fragment that spreads itself counts as nothing there; validation refuses it. */
  #fragment(name: string): Part {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, NOTHING);
    const fragment = this.fragments.get(name);
    const part = this.selections(fragment?.selectionSet, this.#named(fragment?.typeCondition.name.value));
    const whole = { ...part, directives: part.directives + count(fragment?.directives) };
    this.#known.set(name, whole);
    return whole;
  }

  #named(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.schema.getType(name);
  }
}

function add(a: Part, b: Part): Part {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
    cost: a.cost + b.cost,
    here: a.here + b.here,
  };
}

function count(directives: readonly DirectiveNode[] | undefined): number {
  return directives?.length ?? 0;
}

/** How many rows a field may answer: `first`, or what the schema takes for it; one where there is no such argument. */
function pageSize(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number {
  const declared = field?.args.find(({ name }) => name === 'first');
  if (declared === undefined) return 1;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given === undefined) return typeof declared.defaultValue === 'number' ? declared.defaultValue : LARGEST_PAGE;
  return given.kind === Kind.INT ? Math.min(Math.max(Number(given.value), 1), LARGEST_PAGE) : LARGEST_PAGE;
}

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** Which fields of a view answers have filled with something. */
export class Coverage {
  readonly #all: ReadonlySet<string>;
  readonly #reached = new Set<string>();

  constructor(private readonly schema: GraphQLSchema) {
    this.#all = new Set(
      Object.values(schema.getTypeMap())
        .filter((type) => !type.name.startsWith('__'))
        .flatMap((type) =>
          isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
        ),
    );
  }

  get missing(): readonly string[] {
    return [...this.#all].filter((coordinate) => !this.#reached.has(coordinate)).sort();
  }

  get share(): number {
    return this.#reached.size / this.#all.size;
  }

  isWanted(coordinate: string): boolean {
    return this.#all.has(coordinate) && !this.#reached.has(coordinate);
  }

  /** Notes what one answer filled; `noteCursor` is told of cursors with the field that has them. */
  note(query: string, data: unknown, noteCursor: (field: string, cursor: string) => void): void {
    const document = parsed(query);
    const operation = document?.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    if (document === null || operation?.kind !== Kind.OPERATION_DEFINITION) return;
    const root = operation.operation === 'mutation' ? this.schema.getMutationType() : this.schema.getQueryType();
    if (root == null) return;
    this.#walk(operation.selectionSet, { type: root.name, value: data, field: '', document, noteCursor });
  }

  #walk(selections: SelectionSetNode, at: Walk): void {
    const { value } = at;
    if (Array.isArray(value)) for (const one of value) this.#walk(selections, { ...at, value: one });
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const row = value as Readonly<Record<string, unknown>>;
    const here = { ...at, type: typeof row['__typename'] === 'string' ? row['__typename'] : at.type };
    for (const { name, alias, selectionSet = null } of fieldsOf(selections, here))
      this.#noteField(name.value, row[alias?.value ?? name.value], { ...here, selections: selectionSet });
  }

  #noteField(name: string, value: unknown, at: Walk & { readonly selections: SelectionSetNode | null }): void {
    const type = this.schema.getType(at.type);
    const field = isObjectType(type) ? type.getFields()[name] : undefined;
    if (field === undefined || value === null || value === undefined) return;
    this.#reached.add(`${at.type}.${name}`);
    if (/^(cursor|endCursor)$/.test(name) && typeof value === 'string') at.noteCursor(at.field, value);
    if (at.selections === null) return;
    const below = getNamedType(field.type).name;
    const place = /(Edge|PageInfo)$/.test(below) ? at.field : `${at.type}.${name}`;
    this.#walk(at.selections, { ...at, type: below, value, field: place });
  }
}

interface Walk {
  readonly type: string;
  readonly value: unknown;
  /** The connection that is being walked. */
  readonly field: string;
  readonly document: DocumentNode;
  readonly noteCursor: (field: string, cursor: string) => void;
}

/** The fields that a type is asked for, those in fragments on it too. */
function fieldsOf({ selections }: SelectionSetNode, at: Walk): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const isInline = selection.kind === Kind.INLINE_FRAGMENT;
    const fragment = isInline ? selection : fragmentOf(at.document, selection.name.value);
    const on = fragment?.typeCondition?.name.value ?? at.type;
    return fragment === undefined || on !== at.type ? [] : fieldsOf(fragment.selectionSet, at);
  });
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { noLocation: true });
  } catch {
    return null;
  }
}

function fragmentOf(document: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return document.definitions
    .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    .find((node) => node.name.value === name);
}

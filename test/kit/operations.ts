import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface OperationParts {
  readonly seed: number;
  /** Ids that may mean something. */
  readonly ids: readonly string[];
  /** Type that every operation works its way to, where it can. */
  readonly towards: string;
}

/** Numbers from 0 to 1 that a seed decides. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Random operations over a schema, the same for the same seed: aliases, fragments, variables, mutations. */
export class Operations {
  readonly #random: () => number;
  readonly #steps: ReadonlyMap<string, number>;
  #fragments: string[] = [];
  #variables: Map<string, { readonly type: string; readonly value: unknown }> = new Map();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly parts: OperationParts,
  ) {
    this.#random = seeded(parts.seed);
    this.#steps = stepsTo(parts.towards, schema);
  }

  next(): Operation {
    this.#fragments = [];
    this.#variables = new Map();
    const mutation = this.schema.getMutationType();
    const isMutation = mutation != null && this.#random() < 0.2;
    const root = isMutation ? mutation : this.schema.getQueryType();
    const selection = root == null ? '{ __typename }' : this.#selection(root, 7);
    const declared = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`);
    const head = `${isMutation ? 'mutation' : 'query'} ${declared.length === 0 ? '' : `(${declared.join(', ')})`}`;
    const values = [...this.#variables].map(([name, { value }]) => [name, value] as const);
    return { query: [`${head} ${selection}`, ...this.#fragments].join(' '), variables: Object.fromEntries(values) };
  }

  #selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const open = fields.filter((field) => depth > 1 || !isObjectType(getNamedType(field.type)));
    const chosen = new Set([this.#nearest(type, depth), this.#pick(open), this.#pick(open)]);
    const parts = [...chosen].filter((field) => field !== null).map((field) => this.#field(field, depth));
    return `{ ${this.#wrapped(type.name, parts.length === 0 ? ['__typename'] : parts)} }`;
  }

  /** The field that leads on to the wanted type; within it any. */
  #nearest(type: GraphQLObjectType, depth: number): GraphQLField<unknown, unknown> | null {
    const here = this.#steps.get(type.name) ?? Number.POSITIVE_INFINITY;
    if (here > depth || here === 0) return this.#pick(Object.values(type.getFields()));
    const nearer = Object.values(type.getFields()).filter(
      (field) => (this.#steps.get(getNamedType(field.type).name) ?? here) < here,
    );
    return this.#pick(nearer);
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const below = isObjectType(type) ? (depth > 1 ? this.#selection(type, depth - 1) : '{ __typename }') : '';
    const alias = this.#random() < 0.4 ? `${this.#pick(['name', 'id', 'x', 'form', 'birthDate'])}${field.name}: ` : '';
    return `${alias}${field.name}${this.#arguments(field.args)} ${below}`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter(({ type, name }) => isNonNullType(type) || name === 'first' || this.#random() < 0.15);
    const texts = given.map((one) => `${one.name}: ${one.name === 'first' ? '3' : this.#given(one.type)}`);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  #given(type: GraphQLInputType): string {
    const value = this.#value(type);
    if (this.#random() < 0.5) return literal(value);
    const name = `v${this.#variables.size}`;
    this.#variables.set(name, { type: String(type), value: plain(value) });
    return `$${name}`;
  }

  #value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType);
    if (isListType(type)) return [this.#value(type.ofType)];
    if (isEnumType(type)) return new Name(this.#pick(type.getValues())?.name ?? '');
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((one) => isNonNullType(one.type) || this.#random() < 0.3);
      return Object.fromEntries(fields.map((one) => [one.name, this.#value(one.type)]));
    }
    return SAMPLES[type.name] ?? this.#pick(this.parts.ids) ?? 'x';
  }

  #wrapped(typeName: string, fields: readonly string[]): string {
    const text = fields.join(' ');
    const how = this.#random();
    if (how < 0.6) return text;
    if (how < 0.8) return `... on ${typeName} { ${text} }`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${typeName} { ${text} }`);
    return `...${name}`;
  }

  #pick<T>(from: readonly T[]): T | null {
    return from[Math.floor(this.#random() * from.length)] ?? null;
  }
}

const SAMPLES: Readonly<Record<string, unknown>> = {
  Int: 3,
  Boolean: true,
  DateTime: '2026-03-06T12:00:00Z',
  Date: '1990-02-11',
  Duration: 'P30D',
  ORI: 'ZZ0000100',
};

/** A name without quotes: an enum's value. */
class Name {
  constructor(readonly name: string) {}
}

function literal(value: unknown): string {
  if (value instanceof Name) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${name}: ${literal(one)}`)
    .join(', ')} }`;
}

function plain(value: unknown): unknown {
  if (value instanceof Name) return value.name;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}

/** How many fields lie between each type and the wanted one. */
function stepsTo(wanted: string, schema: GraphQLSchema): ReadonlyMap<string, number> {
  const steps = new Map([[wanted, 0]]);
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  for (let at = 1; at < 8; at += 1) {
    const leading = types.filter(
      (type) =>
        !steps.has(type.name) &&
        Object.values(type.getFields()).some((field) => steps.get(getNamedType(field.type).name) === at - 1),
    );
    for (const type of leading) steps.set(type.name, at);
  }
  return steps;
}

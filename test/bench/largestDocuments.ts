import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { LIMITS, MAX_TOKENS } from '../../gateway/limits/limits';
import { measure } from '../../gateway/limits/measure';

type Field = GraphQLField<unknown, unknown>;

interface Selected {
  readonly field: Field;
  readonly depth: number;
  readonly below: Map<string, Selected>;
}

const FIELDS = LIMITS.find(({ of }) => of === 'fields')?.max ?? 0;
const DEPTH = (LIMITS.find(({ of }) => of === 'depth')?.max ?? 0) - 1;

/** Documents that the limits let pass, each grown to as many fields as they allow, over as many subgraphs as chance has it. */
export function largestDocuments(
  schema: GraphQLSchema,
  { count, seed }: { count: number; seed: number },
): readonly string[] {
  const random = randomFrom(seed);
  const found: string[] = [];
  for (let tried = 0; tried < count * 50 && found.length < count; tried += 1) {
    const document = grown(schema, random);
    if (passes(document, schema)) found.push(document);
  }
  return found;
}

function passes(source: string, schema: GraphQLSchema): boolean {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (operation == null || source.split(/[\s(){}:]+/).length > MAX_TOKENS) return false;
  const size = measure(operation, { document, schema });
  return LIMITS.every(({ of, max }) => size[of] <= max);
}

function grown(schema: GraphQLSchema, random: () => number): string {
  const roots = fieldsOf(schema.getQueryType()).filter((field) => isDeep(field) && isAskedById(field));
  const field = pick(roots, random);
  if (field === undefined) return '{ __typename }';
  const root: Selected = { field, depth: 1, below: new Map() };
  const open = [root];
  const eager = 0.3 + 0.7 * random();
  for (let fields = 1, steps = 0; fields < FIELDS && steps < FIELDS * 20; steps += 1) {
    const at = open[open.length - 1 - Math.floor(random() * random() * open.length)] ?? root;
    const next = nextBelow(at, { random, eager });
    if (next === null) continue;
    at.below.set(next.field.name, next);
    if (isDeep(next.field)) open.push(next);
    fields += 1;
  }
  return `{ r: ${printed(root)} }`;
}

/** A field that is not selected there yet; null when chance names none. */
function nextBelow(
  { field, depth, below }: Selected,
  { random, eager }: { random: () => number; eager: number },
): Selected | null {
  const all = fieldsOf(getNamedType(field.type)).filter(({ args }) => !args.some(({ type }) => isNonNullType(type)));
  const deep = all.filter(isDeep);
  const next = pick(deep.length > 0 && random() < eager ? deep : all, random);
  if (next === undefined || below.has(next.name) || (isDeep(next) && depth >= DEPTH)) return null;
  return { field: next, depth: depth + 1, below: new Map() };
}

function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)];
}

function isDeep({ type }: Field): boolean {
  return isCompositeType(getNamedType(type));
}

function isAskedById({ args }: Field): boolean {
  return args.every(({ name, type }) => name === 'id' || !isNonNullType(type));
}

function fieldsOf(type: unknown): readonly Field[] {
  return isObjectType(type) ? Object.values(type.getFields()) : [];
}

function printed({ field, below }: Selected): string {
  const given = field.args.flatMap(({ name, type }) => {
    if (name === 'first') return 'first: 1';
    return isNonNullType(type) ? `${name}: "1"` : [];
  });
  const args = given.length === 0 ? '' : `(${given.join(', ')})`;
  if (!isDeep(field)) return `${field.name}${args}`;
  return `${field.name}${args} { ${below.size === 0 ? '__typename' : [...below.values()].map(printed).join(' ')} }`;
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

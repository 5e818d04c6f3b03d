import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { argumentValue, type Draws } from './argumentValue';
import type { Row } from './tables';

/** An operation as it is sent. */
export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface Generating {
  readonly schema: GraphQLSchema;
  readonly draw: Draws;
  /** Coordinates that no answer has filled yet; they are asked for first. */
  readonly isWanted: (coordinate: string) => boolean;
}

type Field = GraphQLField<unknown, unknown>;

interface Writing extends Generating {
  readonly variables: Map<string, { readonly type: string; readonly value: unknown }>;
}

const ROOTS = 2;
const WIDTH = 3;
const DEPTH = 3;
const MAX_VALUES = 5;
const PLUMBING = /(Connection|Edge|Payload|PageInfo)$/;

/** An operation that the schema allows: up to three fields wide and three entities deep, with arguments drawn from the data. */
export function validOperation(kind: 'query' | 'mutation', generating: Generating): Operation {
  const root = kind === 'query' ? generating.schema.getQueryType() : generating.schema.getMutationType();
  if (root == null) throw new Error(`The schema has no ${kind}.`);
  const writing: Writing = { ...generating, variables: new Map() };
  const selection = asked(root, kind === 'query' ? ROOTS : 1, writing).map((field) =>
    written(root, field, { writing, depth: DEPTH }),
  );
  const declared = [...writing.variables].map(([name, { type }]) => `$${name}: ${type}`);
  const head = declared.length === 0 ? kind : `${kind} Asked(${declared.join(', ')})`;
  const query = `${head} { ${selection.map((text, at) => `r${at}: ${text}`).join(' ')} }`;
  if (declared.length === 0) return { query };
  return { query, variables: Object.fromEntries([...writing.variables].map(([name, { value }]) => [name, value])) };
}

/** Root fields to begin with. */
function asked(root: GraphQLObjectType, most: number, writing: Writing): readonly Field[] {
  const { open } = writing.draw;
  const fields = Object.values(root.getFields());
  const wanted = open.chance(0.5) ? fields.filter((field) => leadsOn(root, field, { writing, depth: 3 })) : [];
  return [...new Set([...open.some(wanted, 1), ...open.some(fields, 1 + open.whole(most))])].slice(0, most);
}

/**
 * A type's fields to ask for, each once: plumbing nearly whole; of others some values and up to three that lead on,
 * those first that no answer has filled yet.
 */
function chosen(type: GraphQLObjectType, { writing, depth }: Place): readonly Field[] {
  const { open } = writing.draw;
  const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
  if (fields.length === 0) return [];
  if (PLUMBING.test(type.name)) return [...new Set([open.pick(fields), ...fields.filter(() => open.chance(0.85))])];
  const values = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const further = fields.filter((field) => !values.includes(field));
  const wanted = open.chance(0.5) ? fields.filter((field) => leadsOn(type, field, { writing, depth: 2 })) : [];
  const first = open.some(wanted, 1);
  return [...new Set([...first, ...open.some(values, MAX_VALUES), ...open.some(further, open.whole(WIDTH))])];
}

/** Whether a field, or one a little below it, was never filled. */
function leadsOn(
  type: GraphQLObjectType,
  field: Field,
  { writing, depth }: { readonly writing: Writing; readonly depth: number },
): boolean {
  if (writing.isWanted(`${type.name}.${field.name}`)) return true;
  const below = getNamedType(field.type);
  if (depth === 0 || !isObjectType(below)) return false;
  return Object.values(below.getFields()).some((one) => leadsOn(below, one, { writing, depth: depth - 1 }));
}

interface Place {
  readonly writing: Writing;
  readonly depth: number;
}

function written(parent: GraphQLObjectType, field: Field, { writing, depth }: Place): string {
  const { open } = writing.draw;
  const alias = open.chance(0.1) ? `a${open.whole(1000)}: ` : '';
  const directive = open.chance(0.03) ? ` @include(if: ${open.chance(0.8)})` : '';
  const head = `${alias}${field.name}${argumentsText(parent, field, writing)}${directive}`;
  const type = getNamedType(field.type);
  return isLeafType(type) ? head : `${head} ${selectionText(type.name, { writing, depth })}`;
}

function selectionText(typeName: string, { writing, depth }: Place): string {
  const type = writing.schema.getType(typeName);
  if (isAbstractType(type)) {
    const possible = writing.schema.getPossibleTypes(type);
    return `{ __typename ${possible.map(({ name }) => `... on ${name} ${selectionText(name, { writing, depth })}`).join(' ')} }`;
  }
  if (!isObjectType(type)) throw new Error(`${typeName} has no fields.`);
  const { open } = writing.draw;
  const below = PLUMBING.test(typeName) ? depth : depth - 1;
  const texts = chosen(type, { writing, depth: below }).map((field) => written(type, field, { writing, depth: below }));
  const text = [...texts, ...(texts.length === 0 || open.chance(0.1) ? ['__typename'] : [])].join(' ');
  return open.chance(0.1) ? `{ ... on ${typeName} { ${text} } }` : `{ ${text} }`;
}

/** Arguments about one row of the data, mostly: what the field answers with, or what a mutation is about. */
function argumentsText(parent: GraphQLObjectType, field: Field, writing: Writing): string {
  const { draw } = writing;
  const focus = draw.open.chance(0.75) ? focusOf(field, draw) : null;
  const texts = field.args
    .filter((argument) => isRequiredArgument(argument) || draw.open.chance(0.3))
    .map((argument) => {
      const place = { type: argument.type, name: argument.name, field: `${parent.name}.${field.name}`, focus, draw };
      return `${argument.name}: ${valueText(argument, argumentValue(place), writing)}`;
    });
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

/** A row that the field answers with, or that an act's input names. */
function focusOf(field: Field, draw: Draws): Row | null {
  const { open, dictionary } = draw;
  const named = open.chance(0.5) ? namedRow(field, draw) : null;
  if (named !== null) return named;
  const type = getNamedType(field.type);
  const below = isObjectType(type) ? Object.values(type.getFields()).map((one) => getNamedType(one.type).name) : [];
  const isSeen = open.chance(0.8);
  const rows = [type.name, ...(PLUMBING.test(type.name) ? below : [])].map((name) =>
    dictionary.row(name, open, isSeen),
  );
  return rows.find((row) => row !== null) ?? null;
}

function namedRow({ args }: Field, { open, dictionary }: Draws): Row | null {
  const inputs = args.map(({ type }) => getNamedType(type)).filter(isInputObjectType);
  const names = inputs
    .flatMap((input) => Object.values(input.getFields()))
    .filter(({ type }) => getNamedType(type).name === 'ID')
    .map(({ name }) => name);
  if (names.length === 0) return null;
  const name = open.pick(names);
  const row = dictionary.rowFor(name, open, open.chance(0.8));
  return row === null ? null : { ...row, [name]: row['id'] };
}

function valueText({ type }: GraphQLArgument, value: unknown, { draw, variables }: Writing): string {
  if (draw.open.chance(0.7)) return literal(value, type);
  const name = `v${variables.size}`;
  variables.set(name, { type: String(type), value });
  return `$${name}`;
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type) && Array.isArray(value)) return `[${value.map((one) => literal(one, type.ofType)).join(', ')}]`;
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = type.getFields();
  const members = Object.entries(Object(value)).map(([name, one]) => {
    const field = fields[name];
    return field === undefined ? '' : `${name}: ${literal(one, field.type)}`;
  });
  return `{ ${members.join(', ')} }`;
}

import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { stringText, valueText } from './jsonText';
import { isJsonObject, type JsonObject } from './merge';
import { BailOut, TROUBLE } from './trouble';

/** The JSON text of an entity's representation; null where it lacks what the representation needs. */
type Write = (entity: JsonObject) => string | null;

/** How entities of one type are represented. */
export interface Representation {
  /** The one field that, beside the type's name, makes up the representation, and the text up to it; null for more. */
  readonly sole: { readonly name: string; readonly head: string } | null;
  readonly write: Write;
}

/** How an entity is represented; null for one of a type that the fetch does not ask for. */
export type RepresentationOf = (entity: JsonObject) => Representation | null;

interface Column {
  readonly name: string;
  readonly head: string;
  readonly below: Write | null;
}

/**
 * Knows how to write what `requires` asks of an entity, as Apollo's executor has it. Only shapes that leave no doubt are
 * compiled: one fragment for each type of entity, and in it values and plain objects.
 */
export function representationOf(requires: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): RepresentationOf {
  const byType = new Map<string, Representation>();
  for (const node of requires) {
    if (node.kind !== 'InlineFragment' || node.typeCondition === undefined) throw new BailOut('representation');
    const [first] = node.selections;
    if (first?.kind !== 'Field' || first.name !== '__typename') throw new BailOut('representation');
    const type = schema.getType(node.typeCondition);
    const columns = columnsOf(node.selections, type, schema);
    const write = objectWriter(columns);
    for (const name of namesOf(type, schema)) {
      if (byType.has(name)) throw new BailOut('representation');
      byType.set(name, { sole: soleOf(columns, name), write });
    }
  }
  return (entity) => {
    const typename = entity['__typename'];
    if (typename === undefined) return null;
    if (typeof typename !== 'string' || typename === '') throw TROUBLE;
    return byType.get(typename) ?? null;
  };
}

/** The first column is the type's name. */
function soleOf([typename, key, ...more]: readonly Column[], name: string): Representation['sole'] {
  if (typename === undefined || key === undefined || more.length > 0 || key.below !== null) return null;
  return { name: key.name, head: `{${typename.head}${stringText(name)}${key.head}` };
}

function namesOf(type: GraphQLNamedType | undefined, schema: GraphQLSchema): readonly string[] {
  if (type === undefined) throw new BailOut('representation');
  const below = isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
  return [type.name, ...below];
}

function columnsOf(
  selections: readonly QueryPlanSelectionNode[],
  type: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
): readonly Column[] {
  const columns = selections.map((node, at) => columnOf(node, { at, type, schema }));
  if (new Set(columns.map(({ name }) => name)).size < columns.length) throw new BailOut('representation');
  return columns;
}

function objectWriter(columns: readonly Column[]): Write {
  return (entity) => {
    let text = '{';
    for (const { name, head, below } of columns) {
      const value = entity[name];
      if (value === undefined) return null;
      text += head + (below === null ? valueText(value) : nestedText(value, below));
    }
    return `${text}}`;
  };
}

function nestedText(value: unknown, write: Write): string {
  if (value === null) return 'null';
  if (!isJsonObject(value)) throw TROUBLE;
  return write(value) ?? 'null';
}

interface Place {
  readonly at: number;
  readonly type: GraphQLNamedType | undefined;
  readonly schema: GraphQLSchema;
}

function columnOf(node: QueryPlanSelectionNode, { at, type, schema }: Place): Column {
  if (node.kind !== 'Field' || node.alias !== undefined || node.name in {}) throw new BailOut('representation');
  const head = `${at === 0 ? '' : ','}${stringText(node.name)}:`;
  if (node.name === '__typename') return { name: node.name, head, below: null };
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name] : undefined;
  // Whether a value is a list where the schema has one, nobody checks after this.
  if (field === undefined || isListType(getNullableType(field.type))) throw new BailOut('representation');
  const { selections } = node;
  return {
    name: node.name,
    head,
    below: selections === undefined ? null : objectWriter(columnsOf(selections, getNamedType(field.type), schema)),
  };
}

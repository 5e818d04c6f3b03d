import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { type Category, PROTECTED } from '../../schema/categories';
import { type Member, namedType, SchemaElements } from '../../schema/elements';
import { projectFile } from '../../schema/files';
import type { Table } from './tables';

/** What the SDL says of a column: its categories and the name of its type. */
export interface ColumnMeaning {
  readonly categories: readonly (Category | null)[];
  readonly type: string;
}

/** The whole graph with all classifications, and how tables and columns show in it. */
export interface Classification {
  readonly elements: SchemaElements;
  /** Categories a row needs to be there at all: those of its type's `id`; null where no type shows the table. */
  baseOf(table: Table): readonly (Category | null)[] | null;
  /** Null: no field shows the column. */
  meaningOf(table: Table, property: string): ColumnMeaning | null;
  enumValues(type: string): readonly string[];
  /** The fields of an object type; empty for every other. */
  membersOf(type: string): readonly Member[];
}

/**
 * Reads the checked-in supergraph. A table is shown by the type of its entity's name, a column by the field of its
 * property's name, there or in a type without a table of its own that hangs below (a person's name).
 */
export function readClassification(): Classification {
  const sdl = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');
  const elements = new SchemaElements(parse(sdl, { noLocation: true }));
  const known = new Map<string, ColumnMeaning | null>();
  const find = (typeName: string, property: string): ColumnMeaning | null => {
    const fields = elements.types.get(typeName)?.members ?? [];
    const own = fields.find(({ name }) => name === property) ?? fields.find(({ name }) => `${name}Id` === property);
    return meaning(own ?? belowOf(fields, elements).find((one) => isNamed(one, property))?.member);
  };
  return {
    elements,
    baseOf: ({ metadata }) => {
      const id = elements.types.get(metadata.name)?.members.find(({ name }) => name === 'id');
      return id?.categories ?? null;
    },
    meaningOf: ({ metadata }, property) => {
      const key = `${metadata.name}.${property}`;
      const found = known.has(key) ? (known.get(key) ?? null) : find(metadata.name, property);
      known.set(key, found);
      return found;
    },
    enumValues: (type) =>
      (elements.types.get(type)?.members ?? []).filter(({ kind }) => kind === 'enumValue').map(({ name }) => name),
    membersOf: (type) => (elements.types.get(type)?.members ?? []).filter(({ kind }) => kind === 'field'),
  };
}

/** Whether every one of the categories is kept from a WSO whatever the rows. */
export function isProtected(categories: readonly (Category | null)[]): boolean {
  return categories.some((category) => category === null || PROTECTED.has(category));
}

interface Below {
  readonly field: string;
  readonly member: Member;
}

function belowOf(fields: readonly Member[], elements: SchemaElements): readonly Below[] {
  return fields
    .map(({ name, type }) => ({ name, below: type === null ? undefined : elements.types.get(namedType(type)) }))
    .filter(({ below }) => below !== undefined && !below.members.some(({ name }) => name === 'id'))
    .flatMap(({ name, below }) => (below?.members ?? []).map((member) => ({ field: name, member })))
    .filter(({ member }) => member.kind === 'field');
}

/** A column is named by the field below alone or with the field that leads there: `reason`, `withdrawalReason`. */
function isNamed({ field, member }: Below, property: string): boolean {
  if (member.name === property) return true;
  const rest = property.startsWith(field) ? property.slice(field.length).toLowerCase() : '';
  return rest !== '' && member.name.toLowerCase().endsWith(rest);
}

function meaning(member: Member | undefined): ColumnMeaning | null {
  if (member === undefined || member.type === null) return null;
  return { categories: member.categories, type: namedType(member.type) };
}

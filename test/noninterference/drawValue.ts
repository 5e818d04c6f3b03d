import { Kind } from 'graphql';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { type Member, namedType } from '../../schema/elements';
import type { Classification } from './classification';
import type { Random } from './random';

const HOUR_MS = 3_600_000;
const COUNTRIES = ['HND', 'GTM', 'POL', 'USA', 'TUR', 'HTI'];
/** A few, so that rows tie. */
const HOURS = [-60, -30, 4, 20];
const LIST_LENGTH = 3;
const NULL_SHARE = 0.2;
const MIN_TEXT = 8;

/** What a drawn value may be made of. */
export interface Draw {
  readonly random: Random;
  readonly now: Date;
  /** Values of the column's enum; empty where it has none. */
  readonly enumValues: readonly string[];
  /** What other rows have in the column. */
  readonly present: readonly unknown[];
}

/** A value that the column takes, of the kind that it holds; every text is invented. */
export function drawValue(column: ColumnMetadata, draw: Draw): unknown {
  const { random, now, enumValues } = draw;
  if (column.isNullable && random.chance(NULL_SHARE)) return null;
  switch (String(column.type)) {
    case 'datetime':
      return new Date(now.getTime() + random.pick(HOURS) * HOUR_MS);
    case 'date':
      return new Date(now.getTime() - random.whole(2000) * 24 * HOUR_MS).toISOString().slice(0, 10);
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
      return random.whole(9) + 1;
    case 'simple-json':
      return random.some(enumValues.length > 0 ? enumValues : COUNTRIES, 1 + random.whole(LIST_LENGTH));
    case 'text':
      return `TEST text ${random.whole(1e6)}.`;
    default:
      return drawText(Number(column.length), draw);
  }
}

/** A part of a list that is kept as JSON: each field of its type drawn. */
export function drawObject(
  members: readonly Member[],
  { random, now }: Draw,
  classification: Classification,
): Readonly<Record<string, unknown>> {
  const drawn = members.map(({ name, type }) => {
    const isEmpty = type?.kind !== Kind.NON_NULL_TYPE && random.chance(NULL_SHARE);
    const typeName = type === null ? '' : namedType(type);
    return [name, isEmpty ? null : drawLeaf(typeName, { random, now, values: classification.enumValues(typeName) })];
  });
  return Object.fromEntries(drawn);
}

function drawLeaf(
  type: string,
  { random, now, values }: Pick<Draw, 'random' | 'now'> & { readonly values: readonly string[] },
): unknown {
  if (values.length > 0) return random.pick(values);
  if (type === 'DateTime') return new Date(now.getTime() + random.pick(HOURS) * HOUR_MS).toISOString();
  if (type === 'Boolean') return random.chance(0.5);
  return type === 'Int' ? random.whole(9) + 1 : `TEST-${random.whole(1e6)}`;
}

function drawText(length: number, { random, present, enumValues }: Draw): unknown {
  const fitting = enumValues.filter((value) => value.length <= length);
  if (fitting.length > 0) return random.pick(fitting);
  const used = present.filter((value) => typeof value === 'string');
  if (length >= MIN_TEXT) return `TEST-${String(random.whole(1e9)).padStart(9, '0')}`.slice(0, length);
  if (length === 3) return random.pick(COUNTRIES);
  return used.length > 0 ? random.pick(used) : 'test'.slice(0, length);
}

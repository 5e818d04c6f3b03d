import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { Classification } from './classification';
import { drawObject, drawValue } from './drawValue';
import type { Random } from './random';
import { idFrom } from './sharedTime';
import type { Row, Table } from './tables';
import type { Rows } from './viewer';

export interface Drawing {
  readonly random: Random;
  readonly classification: Classification;
  readonly now: Date;
}

const CLONES = 8;
/** Pairs in which acts succeed; the others show more of what may be there. */
const SOUND = 0.1;
/** What a row's scope hangs on, an officer before what is his. */
export const SCOPE: readonly string[] = ['officerId', 'facilityId', 'agencyId'];
const SUFFIXED_LENGTH = 10;

/** A value for one column of a table, from the classification's type of it. */
export function drawFor(table: Table, column: ColumnMetadata, rows: readonly Row[], drawing: Drawing): unknown {
  const { random, classification, now } = drawing;
  const type = classification.meaningOf(table, column.propertyName)?.type ?? '';
  const present = rows.map((row) => row[column.propertyName]);
  const draw = { random, now, enumValues: classification.enumValues(type), present };
  const members = classification.membersOf(type);
  return String(column.type) === 'simple-json' && members.length > 0
    ? [drawObject(members, draw, classification), drawObject(members, draw, classification)]
    : drawValue(column, draw);
}

/** Columns that are no key, no reference and no count of changes. */
export function plainColumns({ metadata }: Table): readonly ColumnMetadata[] {
  return metadata.columns.filter(
    ({ isPrimary, isVersion, propertyName }) => !isPrimary && !isVersion && !/Id$/.test(propertyName),
  );
}

/** The rows with gaps filled and values taken away, where a column may be empty and a field shows it. */
export function scatter(table: Table, rows: readonly Row[], drawing: Drawing): readonly Row[] {
  const { random, classification } = drawing;
  const open = plainColumns(table).filter(
    (column) => column.isNullable && classification.meaningOf(table, column.propertyName) !== null,
  );
  return rows.map((row) => {
    // Some things are shown only where several columns are filled.
    const share = random.chance(0.2) ? 1 : 0.25;
    const changed = open
      .filter(() => random.chance(share))
      .map((column) => [column.propertyName, drawFor(table, column, rows, drawing)]);
    return { ...row, ...Object.fromEntries(changed) };
  });
}

/**
 * More rows like those that are there: the instants stay, so that they tie, on another's references of the same row
 * scope; enums and long texts do not.
 */
export function clones(
  table: Table,
  rows: readonly Row[],
  drawing: Drawing & { readonly seed: string },
): readonly Row[] {
  const { random, classification, seed } = drawing;
  const base = classification.baseOf(table);
  if (base === null || base.every((category) => category === 'PUBLIC') || rows.length === 0) return [];
  return Array.from({ length: CLONES }, (_, at) => {
    const row = random.pick(rows);
    const donor = random.pick(rows.filter((one) => SCOPE.every((property) => one[property] === row[property])));
    const changed = plainColumns(table).map((column) => {
      const { propertyName } = column;
      const meaning = classification.meaningOf(table, propertyName);
      if (classification.enumValues(meaning?.type ?? '').length > 0 && random.chance(0.5))
        return [propertyName, drawFor(table, column, rows, drawing)];
      return [propertyName, suffixed(column, row[propertyName], at)];
    });
    return {
      ...row,
      ...referencesOf(donor),
      ...Object.fromEntries(changed),
      id: idFrom(`${seed} ${table.metadata.name} ${at}`),
    };
  });
}

/** What the shared part of a pair of worlds is made of: in some pairs the base as it is, in which acts succeed. */
export function grow(
  base: Rows,
  drawing: Drawing & { readonly seed: string },
): { readonly rows: Rows; readonly more: Rows } {
  const isSound = drawing.random.chance(SOUND);
  const isKept = ({ isProtected }: Table): boolean => isSound || isProtected;
  return {
    rows: new Map([...base].map(([table, rows]) => [table, isKept(table) ? rows : scatter(table, rows, drawing)])),
    more: new Map(
      [...base].map(([table, rows]) => [
        table,
        table.isProtected ? [] : scatter(table, clones(table, rows, drawing), drawing),
      ]),
    ),
  };
}

function suffixed({ type, length }: ColumnMetadata, value: unknown, at: number): unknown {
  const isLong = String(type) === 'varchar' && Number(length) >= SUFFIXED_LENGTH;
  return isLong && typeof value === 'string' && value.startsWith('T') ? `${value}-${at}`.slice(-Number(length)) : value;
}

function referencesOf(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([property]) => /Id$/.test(property)));
}

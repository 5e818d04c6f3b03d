import { entityFor } from './entityFor';
import { type Drawing, drawFor, plainColumns, SCOPE } from './growth';
import { idFrom } from './sharedTime';
import type { Filled, Row, Table } from './tables';
import type { Rows } from './viewer';

/** Sound data has one or none of what is rare; of one row nothing can tie, and of none nothing can be seen. */
const RARE = 2;
const INVENTED = 8;

type Inventing = Drawing & { readonly rows: Rows };

/** Rows for tables that are nearly empty although a type shows them; what they refer to is there, the rest is drawn. */
export function inventedRows(rows: Rows, drawing: Drawing): readonly Filled[] {
  return [...rows]
    .filter(([table, own]) => !table.isProtected && own.length < RARE && drawing.classification.baseOf(table) !== null)
    .map(([table, own]) => {
      const drawn = Array.from({ length: INVENTED }, (_, at) => invented(table, at, { ...drawing, rows }));
      return { table, rows: own, optional: drawn.filter((row) => row !== null) };
    });
}

/** Null where it would refer to something that is not there. */
function invented(table: Table, at: number, drawing: Inventing): Row | null {
  const references = referencesIn(table, at, drawing);
  if (references === null) return null;
  const plain = plainColumns(table).map((column) => [column.propertyName, drawFor(table, column, [], drawing)]);
  return { id: idFrom(`invented ${table.metadata.name} ${at}`), ...Object.fromEntries(plain), ...references };
}

/**
 * Rows in turn, so that everyone has some; places and officers last, and those of the rows that are referred to, for
 * nothing is at two places.
 */
function referencesIn(table: Table, at: number, drawing: Inventing): Row | null {
  const columns = table.metadata.columns.filter(
    ({ isPrimary, propertyName }) => !isPrimary && /Id$/.test(propertyName),
  );
  const inOrder = [...columns].sort((a, b) => SCOPE.lastIndexOf(a.propertyName) - SCOPE.lastIndexOf(b.propertyName));
  const near: Row[] = [];
  const found: Record<string, unknown> = {};
  for (const { propertyName, isNullable } of inOrder) {
    const placed = SCOPE.includes(propertyName) ? near.map((row) => row[propertyName]).find((id) => id != null) : null;
    const row = placed == null ? (referred(propertyName, table, drawing)(at) ?? null) : null;
    const id = placed ?? row?.['id'] ?? null;
    if (id === null && !isNullable) return null;
    if (row !== null) near.push(row);
    found[propertyName] = id;
  }
  return found;
}

function referred(property: string, table: Table, { rows }: Inventing): (at: number) => Row | undefined {
  const others = [...rows].filter(([other, own]) => !other.isProtected && own.length > 0 && other !== table);
  const names = others.map(([{ metadata }]) => metadata.name);
  const own = others.find(([{ metadata }]) => metadata.name === entityFor(property, names))?.[1] ?? [];
  return (at) => own[at % own.length];
}

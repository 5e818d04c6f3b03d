import { type Drawing, drawFor, plainColumns } from './growth';
import { idFrom } from './sharedTime';
import type { Filled, Row, Table } from './tables';
import type { Rows } from './viewer';

const VERSION_KEYS = ['entityId', 'rev', 'actId', 'writtenAt'];
const MAX_REV = 3;

/** Whether a table keeps versions of protected records, in the kit's form. */
export function keepsVersions(table: Table): boolean {
  const properties = table.metadata.columns.map(({ propertyName }) => propertyName);
  return table.isProtected && VERSION_KEYS.every((key) => properties.includes(key));
}

/** Whether a table says which versions are in force. */
export function keepsHeads({ isProtected, metadata }: Table): boolean {
  const properties = metadata.columns.map(({ propertyName }) => propertyName).sort();
  return !isProtected && properties.join(' ') === 'entity entityId rev';
}

/** One version with every column drawn. */
export function drawVersion(
  table: Table,
  key: { readonly entityId: string; readonly rev: number },
  drawing: Drawing,
): Row {
  const facts = plainColumns(table)
    .concat(table.metadata.columns.filter(({ propertyName, isPrimary }) => !isPrimary && /Id$/.test(propertyName)))
    .map((column) => [column.propertyName, drawFor(table, column, [], drawing)]);
  const act = idFrom(`${key.entityId} ${key.rev} ${drawing.random.next()}`);
  return { ...Object.fromEntries(facts), ...key, actId: act, writtenAt: drawing.now };
}

/** All a world's protected records: some that are there, some that are not, none alike. */
export function drawProtected(all: Rows, drawing: Drawing): readonly Filled[] {
  const tables = [...all.keys()];
  const drawn = tables.filter(keepsVersions).map((table) => drawVersions(table, all, drawing));
  const others = tables.filter((table) => table.isProtected && !keepsVersions(table));
  return [
    ...drawn.map(({ table, versions }) => filled(table, versions)),
    ...others.map((table) => filled(table, redrawn(table, all.get(table) ?? [], drawing))),
    ...tables.filter(keepsHeads).map((table) => {
      const foreign = (all.get(table) ?? []).filter((row) => versionsOf(String(row['entity']), all) === null);
      const own = drawn.filter((one) => one.table.subgraph === table.subgraph).flatMap(({ heads }) => heads);
      return filled(table, [...foreign, ...own]);
    }),
  ];
}

function filled(table: Table, rows: readonly Row[]): Filled {
  return { table, rows, optional: [] };
}

/** Versions of some of those who may have any, older ones too, and which is in force. */
function drawVersions(table: Table, all: Rows, drawing: Drawing) {
  const { random } = drawing;
  const heads = ownersOf(table, all)
    .filter(() => random.chance(0.6))
    .map((entityId) => ({ entity: table.metadata.tableName, entityId, rev: 1 + random.whole(MAX_REV) }));
  const versions = heads.flatMap(({ entityId, rev }) =>
    Array.from({ length: rev }, (_, before) => drawVersion(table, { entityId, rev: before + 1 }, drawing)),
  );
  return { table, heads, versions };
}

/** The table of versions whose records a name stands for; null for a name of no table. */
export function versionsOf(entity: string, all: Rows): Table | null {
  return [...all.keys()].find((table) => keepsVersions(table) && table.metadata.tableName === entity) ?? null;
}

/** Everyone who may have a record: the rows of those tables in which present records' owners are; all where there are none. */
export function ownersOf(table: Table, all: Rows): readonly string[] {
  const present = new Set((all.get(table) ?? []).map((row) => row['entityId']));
  const near = [...all].filter(([other]) => !other.isProtected && other.subgraph === table.subgraph);
  const owning = near.filter(([, rows]) => rows.some((row) => present.has(row['id'])));
  const ids = (owning.length > 0 ? owning : near).flatMap(([, rows]) => rows.map((row) => row['id']));
  return ids.filter((id) => typeof id === 'string');
}

/** Some of the rows, with all that is no key or reference drawn. */
function redrawn(table: Table, rows: readonly Row[], drawing: Drawing): readonly Row[] {
  const present = rows.filter(() => drawing.random.chance(0.7));
  return present.map((row) => {
    const drawn = plainColumns(table).map((column) => [column.propertyName, drawFor(table, column, rows, drawing)]);
    return { ...row, ...Object.fromEntries(drawn) };
  });
}

import { isProtected } from './classification';
import { clones, type Drawing, drawFor, grow, plainColumns } from './growth';
import { drawProtected, keepsHeads } from './protectedRows';
import { randomFrom } from './random';
import type { Filled, Row, Table } from './tables';
import { type Rows, type Sight, sightOf, type Viewer } from './viewer';

export interface TwinParts extends Omit<Drawing, 'random'> {
  readonly seed: string;
  readonly viewer: Viewer;
}

/** A pair of worlds that the viewer must not be able to tell apart. */
export interface Twin {
  readonly sight: Sight;
  /** The rows of both, with those values that the viewer sees. */
  readonly shared: Rows;
  /** The content of one world: what the viewer sees is shared, everything else drawn. */
  fill(world: string): readonly Filled[];
}

/** Columns whose content only a key opens that no viewer's request has. */
const SEALED = /^sealed/;

interface World extends Drawing {
  readonly sight: Sight;
  readonly all: Rows;
}

/** Draws a pair from sound data. Each column that the classification or the row scope keeps from the viewer differs. */
export function makeTwin(base: Rows, parts: TwinParts): Twin {
  const { rows, more } = grow(base, { ...parts, random: randomFrom(`${parts.seed} shared`) });
  const all: Rows = new Map([...rows].map(([table, own]) => [table, [...own, ...(more.get(table) ?? [])]]));
  const sight = sightOf(parts.viewer, all, parts.classification);
  return {
    sight,
    shared: all,
    fill: (name) => {
      const world: World = { ...parts, random: randomFrom(`${parts.seed} ${name}`), sight, all };
      const gone = goneFrom(world);
      const stays =
        ({ subgraph }: Table) =>
        (row: Row): boolean =>
          !Object.values(row).some((value) => typeof value === 'string' && gone.has(`${subgraph} ${value}`));
      const operational = [...rows].filter(([table]) => !table.isProtected && !keepsHeads(table));
      return [
        ...operational.map(([table, own]) => {
          const further = strangers(table, own, { ...world, seed: `${parts.seed} ${name}` });
          const optional = seenFirst(table, [...(more.get(table) ?? []), ...further], world).filter(stays(table));
          return {
            table,
            rows: own.filter(stays(table)).map((row) => drawn(table, row, world)),
            optional: optional.map((row) => drawn(table, row, world)),
          };
        }),
        ...drawProtected(all, world),
      ];
    },
  };
}

/** The row with everything new that the viewer does not see of it. */
function drawn(table: Table, row: Row, world: World): Row {
  const { sight, all, classification } = world;
  const isSeen = sight.seesRow(table, row) !== false;
  const kept = plainColumns(table).filter(({ propertyName }) => {
    const meaning = classification.meaningOf(table, propertyName);
    const isKept = SEALED.test(propertyName) || (meaning !== null && isProtected(meaning.categories));
    return isKept || !isSeen || !sight.seesColumn(table, row, propertyName);
  });
  const rows = all.get(table) ?? [];
  return {
    ...row,
    ...Object.fromEntries(kept.map((column) => [column.propertyName, drawFor(table, column, rows, world)])),
  };
}

/** Subgraph and id of rows unknown to the viewer that this world lacks, each with all that hangs on it in its store. */
function goneFrom({ all, sight, random }: World): ReadonlySet<string> {
  const rows = placed(all);
  const unseen = rows.filter(({ table, row }) => sight.seesRow(table, row) === false);
  const gone = unseen
    .filter(() => random.chance(0.25))
    .map((one) => withDependents(one, rows))
    .filter((falling) => falling.every(({ table, row }) => sight.seesRow(table, row) === false));
  return new Set(gone.flat().map(({ table, row }) => `${table.subgraph} ${row['id']}`));
}

interface Placed {
  readonly table: Table;
  readonly row: Row;
}

function placed(all: Rows): readonly Placed[] {
  return [...all].flatMap(([table, rows]) => (table.isProtected ? [] : rows.map((row) => ({ table, row }))));
}

/** The row and those of its store that name it, or one that does. */
function withDependents(first: Placed, all: readonly Placed[]): readonly Placed[] {
  const found = [first];
  for (const { row } of found) {
    const { id } = row;
    if (typeof id !== 'string') continue;
    const near = all.filter(({ table }) => table.subgraph === first.table.subgraph);
    found.push(...near.filter((one) => !found.includes(one) && Object.values(one.row).includes(id)));
  }
  return found;
}

/** So that a key which both want goes to the row that both worlds have. */
function seenFirst(table: Table, rows: readonly Row[], { sight }: World): readonly Row[] {
  const isSeen = (row: Row): boolean => sight.seesRow(table, row) !== false;
  return [...rows.filter(isSeen), ...rows.filter((row) => !isSeen(row))];
}

/** Further rows that this world alone has. */
function strangers(table: Table, rows: readonly Row[], world: World & { readonly seed: string }): readonly Row[] {
  const unseen = rows.filter((row) => world.sight.seesRow(table, row) === false);
  return clones(table, unseen, world).filter(() => world.random.chance(0.5));
}

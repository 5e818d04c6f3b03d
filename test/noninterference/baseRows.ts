import type { AllStores } from '../../subgraphs/allSubgraphs';
import { DEMONSTRATION } from '../../subgraphs/demonstration/ids';
import { seedDemonstration } from '../../subgraphs/demonstration/seedDemonstration';
import { idFrom } from './sharedTime';
import { type Row, readRows, type Table, tablesOf } from './tables';
import type { Rows } from './viewer';

const ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const FIXED: ReadonlySet<string> = new Set(Object.values(DEMONSTRATION));
const MAX_ROWS = 1000;
const ROUNDS = 4;

/** Sound data to make worlds from. */
export interface Base {
  /** What a world is filled with anew for each pair. */
  readonly rows: Rows;
  /** Reference data: too much to write for each pair, and the same in all. */
  readonly reference: Rows;
}

/** The demonstration's data around `now`, the same on every run: the ids that it makes anew each time are replaced. */
export async function readBase(stores: AllStores, now: Date): Promise<Base> {
  await seedDemonstration(stores, now);
  const read: [Table, readonly Row[]][] = [];
  for (const table of tablesOf(stores)) read.push([table, await readRows(stores, table)]);
  const ids = steadyIds(read);
  const steady = read.map(([table, rows]): [Table, readonly Row[]] => {
    const renamedRows = rows.map((row) => renamed(row, ids));
    return [table, renamedRows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
  });
  return {
    rows: new Map(steady.filter(([, rows]) => rows.length <= MAX_ROWS)),
    // Rows without a made id are the same in every database.
    reference: new Map(steady.filter(([, rows]) => rows.length > MAX_ROWS && ID.test(String(rows[0]?.['id'])))),
  };
}

/** A new id for each made one, from what its row says and refers to; a few rounds, for rows refer to rows. */
function steadyIds(read: readonly (readonly [Table, readonly Row[]])[]): ReadonlyMap<string, string> {
  const made = read
    .flatMap(([table, rows]) => rows.map((row) => ({ name: table.metadata.name, row })))
    .filter(({ row: { id } }) => typeof id === 'string' && ID.test(id) && !FIXED.has(id));
  let ids: ReadonlyMap<string, string> = new Map();
  for (let round = 0; round < ROUNDS; round += 1) {
    const counts = new Map<string, number>();
    const known = ids;
    ids = new Map(
      made.map(({ name, row: { id, ...rest } }) => {
        const text = `${name} ${JSON.stringify(renamed(rest, known, 'unknown'))}`;
        const count = (counts.get(text) ?? 0) + 1;
        counts.set(text, count);
        return [String(id), idFrom(`${text} ${count}`)];
      }),
    );
  }
  return ids;
}

function renamed(row: Row, ids: ReadonlyMap<string, string>, unknown?: string): Row {
  const one = (value: unknown): unknown =>
    typeof value === 'string' && ID.test(value) && !FIXED.has(value) ? (ids.get(value) ?? unknown ?? value) : value;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, one(value)]));
}

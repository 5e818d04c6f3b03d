import type { AllStores } from '../../subgraphs/allSubgraphs';
import { DEMONSTRATION } from '../../subgraphs/demonstration/ids';
import { seedDemonstration } from '../../subgraphs/demonstration/seedDemonstration';
import { AgreementApproval } from '../../subgraphs/jurisdictions/Agreement.entity';
import { unitOfWork } from '../../subgraphs/kit/unitOfWork';
import { Authorization } from '../../subgraphs/officers/Authorization.entity';
import type { Classification } from './classification';
import { inventedRows } from './invented';
import { randomFrom } from './random';
import { idFrom } from './sharedTime';
import { fillTables, type Row, readRows, type Table, tablesOf } from './tables';
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

/**
 * The demonstration's data around `now` and invented rows of what it lacks, the same on every run: the ids that it makes
 * anew each time are replaced.
 */
export async function readBase(stores: AllStores, classification: Classification, now: Date): Promise<Base> {
  await seedDemonstration(stores, now);
  await insertRare(stores);
  const steady = steadyRows(await readAll(stores, tablesOf(stores)));
  const isSmall = ([, rows]: readonly [Table, readonly Row[]]): boolean => rows.length <= MAX_ROWS;
  let rows: Rows = new Map([...steady].filter(isSmall));
  // Twice, for what is invented may refer to what is.
  for (const round of ['first', 'second']) {
    const drawing = { random: randomFrom(`invented ${round}`), classification, now };
    const more = new Map(inventedRows(rows, drawing).map((one) => [one.table, one]));
    await fillTables(
      stores,
      [...rows].map(([table, own]) => more.get(table) ?? { table, rows: own, optional: [] }),
    );
    rows = new Map(await readAll(stores, [...rows.keys()]));
  }
  // Rows without a made id are the same in every database.
  const isMade = ([, [first]]: readonly [Table, readonly Row[]]): boolean => ID.test(String(first?.['id']));
  return { rows, reference: new Map([...steady].filter((one) => !isSmall(one) && isMade(one))) };
}

/** What no draw can make: words that are no enum of the graph, and columns that are filled together alone. */
async function insertRare({ jurisdictions, officers }: AllStores): Promise<void> {
  const approval = { agreementId: DEMONSTRATION.agreementTxWso, body: 'TEST-Board', approvedOn: '2025-03-03' };
  await unitOfWork(jurisdictions.operational, async (manager) => {
    for (const kind of ['AGREEMENT', 'TERMINATION'])
      await manager.insert(AgreementApproval, { ...approval, kind, id: idFrom(kind), reference: `TEST-${kind}` });
  });
  await unitOfWork(officers.operational, async (manager) => {
    const present = await manager.findOneByOrFail(Authorization, { officerId: DEMONSTRATION.officerTxWso });
    const at = new Date('2025-06-02T15:00:00.000Z');
    const revoked = { status: 'WITHDRAWN', endedAt: at, revocationDecidedAt: at, revocationDueAt: at };
    await manager.insert(Authorization, { ...present, ...revoked, id: idFrom('revoked'), revocationNoticedAt: at });
  });
}

async function readAll(
  stores: AllStores,
  tables: readonly Table[],
): Promise<readonly (readonly [Table, readonly Row[]])[]> {
  const read: [Table, readonly Row[]][] = [];
  for (const table of tables) read.push([table, await readRows(stores, table)]);
  return read;
}

function steadyRows(read: readonly (readonly [Table, readonly Row[]])[]): Rows {
  const ids = steadyIds(read);
  return new Map(
    read.map(([table, rows]): [Table, readonly Row[]] => {
      const renamedRows = rows.map((row) => renamed(row, ids));
      return [table, renamedRows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
    }),
  );
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

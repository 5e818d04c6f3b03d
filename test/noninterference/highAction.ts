import type { ObjectLiteral } from 'typeorm';
import type { AllStores } from '../../subgraphs/allSubgraphs';
import { unitOfWork } from '../../subgraphs/kit/unitOfWork';
import { type Drawing, drawFor, plainColumns } from './growth';
import { drawVersion, keepsHeads, keepsVersions, ownersOf } from './protectedRows';
import { type Row, readRows, storeOf, type Table } from './tables';
import type { Twin } from './twin';

/** Whose protected record was changed. */
export interface HighAction {
  readonly entityId: string;
}

/**
 * What happens in one world alone between two operations: a protected record gets another version, appears or goes; or a
 * row that the viewer does not see changes. Null where nothing was there to change.
 */
export async function actHigh(stores: AllStores, twin: Twin, drawing: Drawing): Promise<HighAction | null> {
  const { random } = drawing;
  const kept = [...twin.shared.keys()].filter(keepsVersions);
  if (kept.length > 0 && random.chance(0.6)) return writeVersion(stores, random.pick(kept), { ...drawing, twin });
  const open = [...twin.shared.keys()].filter((table) => !table.isProtected && hasUnseen(twin, table));
  if (open.length > 0) await changeUnseen(stores, random.pick(open), { ...drawing, twin });
  return null;
}

type Acting = Drawing & { readonly twin: Twin };

async function writeVersion(stores: AllStores, table: Table, acting: Acting): Promise<HighAction | null> {
  const { twin, random } = acting;
  const owners = ownersOf(table, twin.shared);
  const heads = [...twin.shared.keys()].find((one) => keepsHeads(one) && one.subgraph === table.subgraph);
  if (owners.length === 0 || heads === undefined) return null;
  const seen = owners.filter((id) => isSeen(id, twin));
  const entityId = random.pick(seen.length > 0 && random.chance(0.7) ? seen : owners);
  const key = { entity: table.metadata.tableName, entityId };
  const operational = storeOf(stores, heads);
  if (random.chance(0.3)) {
    await unitOfWork(operational, (manager) => manager.delete(heads.metadata.target, key));
    return { entityId };
  }
  const versions = (await readRows(stores, table)).filter((row) => row['entityId'] === entityId);
  const rev = Math.max(0, ...versions.map((row) => Number(row['rev']))) + 1;
  const version = drawVersion(table, { entityId, rev }, acting) as ObjectLiteral;
  await unitOfWork(storeOf(stores, table), (manager) => manager.insert(table.metadata.target, version));
  await unitOfWork(operational, async (manager) => {
    await manager.delete(heads.metadata.target, key);
    await manager.insert(heads.metadata.target, { ...key, rev });
  });
  return { entityId };
}

async function changeUnseen(stores: AllStores, table: Table, acting: Acting): Promise<void> {
  const { twin, random } = acting;
  const rows = (await readRows(stores, table)).filter((row) => twin.sight.seesRow(table, row) === false);
  if (rows.length === 0) return;
  const row = random.pick(rows);
  const changed = random
    .some(plainColumns(table), 3)
    .map((column) => [column.propertyName, drawFor(table, column, rows, acting)] as const);
  const key = Object.fromEntries(
    table.metadata.primaryColumns.map(({ propertyName }) => [propertyName, row[propertyName]]),
  );
  await unitOfWork(storeOf(stores, table), (manager) =>
    manager.update(table.metadata.target, key, Object.fromEntries(changed)),
  );
}

/** What is kept of someone whom the viewer sees is what he would most like to know. */
function isSeen(id: string, { shared, sight }: Twin): boolean {
  return [...shared].some(([table, rows]) =>
    rows.some((row) => row['id'] === id && sight.seesRow(table, row) === true),
  );
}

function hasUnseen({ shared, sight }: Twin, table: Table): boolean {
  return (shared.get(table) ?? []).some((row: Row) => sight.seesRow(table, row) === false);
}

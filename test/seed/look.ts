import { startGraph, type TestGraph } from '../kit/graph';
import type { Engine } from '../kit/stores';
import { type Filling, fill, type Size } from './fill';
import type { DeskQuery } from './queries';
import { type Statement, StatementLog, scannedTables, statementsOf } from './statements';

/** A running system on data of one size. */
export interface FilledGraph {
  readonly graph: TestGraph;
  readonly log: StatementLog;
}

const MAX_TEXT = 2000;
/** Few rows, of which the database may read all: it looks up where a facility lies. */
const SMALL_TABLES = new Set(['facility_reach', 'facility_agency', 'field_office']);

export function sizeOf(scale: number): Size {
  const of = (whole: number): number => Math.max(1, Math.round(whole * scale));
  return { agencies: of(1000), officers: of(5000), bookings: of(200_000) };
}

export async function startFilled(engine: Engine, filling: Filling): Promise<FilledGraph> {
  const log = new StatementLog();
  const graph = await startGraph(engine, {}, { counter: log, fill: (stores) => fill(stores, filling) });
  return { graph, log };
}

/** What one question costs on little data and on much. */
export interface Seen {
  readonly query: string;
  readonly statements: readonly [few: number, many: number];
  /** Small tables that are read whole. */
  readonly small: readonly string[];
  readonly faults: readonly string[];
}

/** Compares the statements of one question, and looks at the plans that the larger database has for them. */
export async function lookAt(query: DeskQuery, [few, many]: readonly [FilledGraph, FilledGraph]): Promise<Seen> {
  const [before, after] = [
    await statementsOf(few.graph, few.log, query),
    await statementsOf(many.graph, many.log, query),
  ];
  const scans = await Promise.all(after.map(async (one) => ({ one, tables: await scannedTables(one) })));
  const tables = [...new Set(scans.flatMap((scan) => scan.tables))];
  const known = new Set(before.map(({ text }) => text));
  const added = after.filter(({ text }) => !known.has(text)).map(({ text }) => text.slice(0, MAX_TEXT));
  const grown =
    before.length === after.length
      ? []
      : [`${query.name} takes ${before.length} statements and then ${after.length}: ${added.join('; ')}`];
  return {
    query: query.name,
    statements: [before.length, after.length],
    small: tables.filter((table) => SMALL_TABLES.has(table)),
    faults: [...grown, ...scans.flatMap((scan) => faultsOf(query, scan))],
  };
}

function faultsOf(
  { name }: DeskQuery,
  { one, tables }: { readonly one: Statement; readonly tables: readonly string[] },
): readonly string[] {
  return tables
    .filter((table) => !SMALL_TABLES.has(table))
    .map((table) => `${name} reads all of ${table}: ${one.text.slice(0, MAX_TEXT)}`);
}

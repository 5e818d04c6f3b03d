import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import type { TestGraph } from '../kit/graph';
import { StatementCounter } from '../kit/stores';
import { askDesk, type DeskQuery } from './queries';

export interface Statement {
  readonly source: DataSource;
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** Keeps the statements themselves, with what they ask and where. */
export class StatementLog extends StatementCounter {
  asked: Statement[] = [];
  override reset(): void {
    super.reset();
    this.asked = [];
  }
  override logQuery(query: string, parameters: readonly unknown[] = [], runner?: QueryRunner): void {
    super.logQuery(query);
    if (/^\s*select/i.test(query) && runner !== undefined)
      this.asked.push({ source: runner.connection, text: query, parameters });
  }
}

const TRIES = 5;
const QUIET_MS = 500;
const MAX_WAITS = 600;

/** Waits until no sweep asks anything: the first one after a start looks at all that is kept, and takes a while. */
async function quiet(log: StatementLog): Promise<void> {
  for (let at = 0; at < MAX_WAITS; at += 1) {
    log.reset();
    await pause(QUIET_MS);
    if (log.asked.length === 0) return;
  }
  throw new Error('The sweeps do not come to rest.');
}

/** The statements of one question in all subgraphs; of some tries the fewest, for a sweep may begin between. */
export async function statementsOf(
  graph: TestGraph,
  log: StatementLog,
  query: DeskQuery,
): Promise<readonly Statement[]> {
  await askDesk(graph, query);
  await quiet(log);
  let fewest: readonly Statement[] | null = null;
  for (let at = 0; at < TRIES; at += 1) {
    log.reset();
    await askDesk(graph, query);
    if (fewest === null || log.asked.length < fewest.length) fewest = log.asked;
  }
  return fewest ?? [];
}

/** Tables that a statement reads from end to end, by the plan of its own database. */
export async function scannedTables({ source, text, parameters }: Statement): Promise<readonly string[]> {
  const tables = source.entityMetadatas.map(({ tableName }) => tableName);
  const names = new Map([...text.matchAll(TABLE_AS)].map(([, table = '', alias = table]) => [alias, table]));
  const read =
    source.options.type === 'better-sqlite3'
      ? (await plan<{ detail: string }>(source, `EXPLAIN QUERY PLAN ${text}`, parameters)).map(
          ({ detail }) => /^SCAN (\S+)/.exec(detail)?.[1] ?? '',
        )
      : (await plan<{ table: string | null; type: string | null }>(source, `EXPLAIN ${text}`, parameters))
          .filter(({ type }) => type === 'ALL' || type === 'index')
          .map(({ table }) => table ?? '');
  return [...new Set(read.map((alias) => names.get(alias) ?? alias))].filter((table) => tables.includes(table)).sort();
}

/** Words that may follow a table's name where it has no alias are no alias of a table that is looked for. */
const TABLE_AS = /(?:FROM|JOIN)\s+["`]?(\w+)["`]?\s+["`]?(\w+)["`]?/g;

async function plan<T>(source: DataSource, text: string, parameters: readonly unknown[]): Promise<readonly T[]> {
  return source.query(text, [...parameters]);
}

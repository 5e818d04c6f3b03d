import { tableKey } from './cleanText';
import { ImportError } from './importError';
import type { GridRow, ListColumn, RawCell, RawRow } from './rawList';

/** A pending list has no signed dates; the file's name does not tell, as ICE has swapped the two files. */
export type ListKind = 'PARTICIPATING' | 'PENDING';

export interface RawList {
  readonly kind: ListKind;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly RawRow[];
}

const HEADERS: Readonly<Record<string, ListColumn>> = {
  state: 'STATE',
  'law enforcement agency': 'LAW ENFORCEMENT AGENCY',
  agency: 'LAW ENFORCEMENT AGENCY',
  type: 'TYPE',
  county: 'COUNTY',
  'support type': 'SUPPORT TYPE',
  signed: 'SIGNED',
  'date signed': 'SIGNED',
  moa: 'MOA',
  addendum: 'ADDENDUM',
};
const REQUIRED: readonly ListColumn[] = ['STATE', 'LAW ENFORCEMENT AGENCY', 'SUPPORT TYPE'];
const MAX_ROWS_ABOVE_HEADER = 10;
/** A text column of MySQL holds 64 KiB, and the cleaned row repeats the cells. */
const MAX_ROW_BYTES = 32_000;

/** The rows below the header by column. Blank rows and columns without a known header are left out. */
export function mapHeader(grid: readonly GridRow[]): RawList {
  const headerAt = grid.slice(0, MAX_ROWS_ABOVE_HEADER).findIndex((row) => isHeader(columnsOf(row)));
  const header = grid[headerAt];
  if (header === undefined) throw new ImportError('HEADER_UNKNOWN');
  const columns = columnsOf(header);
  const rows = grid.slice(headerAt + 1).map((row) => rawRow(row, columns));
  const filled = rows.filter(({ cells }) => Object.values(cells).some(isFilled));
  if (filled.some(isTooLarge)) throw new ImportError('ROW_TOO_LARGE');
  if (filled.length === 0) throw new ImportError('LIST_EMPTY');
  const names = [...columns.values()];
  return { kind: names.includes('SIGNED') ? 'PARTICIPATING' : 'PENDING', columns: names, rows: filled };
}

function columnsOf(row: GridRow): ReadonlyMap<number, ListColumn> {
  const columns = new Map<number, ListColumn>();
  for (const [index, { text }] of [...row.cells].sort(([one], [other]) => one - other)) {
    const key = tableKey(text);
    const column = Object.hasOwn(HEADERS, key) ? HEADERS[key] : undefined;
    if (column !== undefined && ![...columns.values()].includes(column)) columns.set(index, column);
  }
  return columns;
}

function isHeader(columns: ReadonlyMap<number, ListColumn>): boolean {
  const names = [...columns.values()];
  return REQUIRED.every((column) => names.includes(column));
}

function rawRow(row: GridRow, columns: ReadonlyMap<number, ListColumn>): RawRow {
  const cells: Partial<Record<ListColumn, RawCell>> = {};
  for (const [index, column] of columns) {
    const cell = row.cells.get(index);
    if (cell !== undefined) cells[column] = cell;
  }
  return { rowNumber: row.rowNumber, cells };
}

function isFilled(cell: RawCell): boolean {
  return tableKey(cell.text) !== '' || cell.link !== null;
}

function isTooLarge({ cells }: RawRow): boolean {
  return Buffer.byteLength(JSON.stringify(cells)) > MAX_ROW_BYTES;
}

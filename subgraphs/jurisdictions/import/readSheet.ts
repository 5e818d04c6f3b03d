import { dayOfSerial } from './excelDate';
import { ImportError } from './importError';
import type { GridRow, RawCell } from './rawList';
import { decodeEscapes } from './readParts';
import { readXml, type XmlVisitor } from './readXml';

export interface SheetSource {
  readonly xml: string;
  readonly sharedStrings: readonly string[];
  readonly dayStyles: readonly boolean[];
  readonly targets: ReadonlyMap<string, string>;
  readonly from1904: boolean;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  readonly value: string;
  readonly formula: string;
}

interface SheetState {
  readonly rows: Map<number, Map<number, RawCell>>;
  rowNumber: number;
  column: number;
  cell: OpenCell | null;
  collects: 'value' | 'formula' | null;
  isPhonetic: boolean;
}

const COLLECTED: ReadonlyMap<string, 'value' | 'formula'> = new Map([
  ['v', 'value'],
  ['t', 'value'],
  ['f', 'formula'],
]);
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 64;
const MAX_CELL_CHARACTERS = 4_000;
const MAX_LINKED_CELLS = 64;
const REFERENCE = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/;

/** The cells of a sheet that hold something, with their hyperlinks. Throws WORKBOOK_TOO_LARGE past 20,000 rows. */
export function readSheet(source: SheetSource): GridRow[] {
  const state: SheetState = {
    rows: new Map(),
    rowNumber: 0,
    column: -1,
    cell: null,
    collects: null,
    isPhonetic: false,
  };
  readXml(source.xml, sheetVisitor(source, state));
  return [...state.rows].sort(([one], [other]) => one - other).map(([rowNumber, cells]) => ({ rowNumber, cells }));
}

function sheetVisitor(source: SheetSource, state: SheetState): XmlVisitor {
  const openers: Readonly<Record<string, (attributes: ReadonlyMap<string, string>) => void>> = {
    row: (attributes) => openRow(state, attributes),
    c: (attributes) => openCell(state, attributes),
    hyperlink: (attributes) => linkCells(source, state, attributes),
    rPh: () => {
      state.isPhonetic = true;
    },
  };
  return {
    open(name, attributes) {
      if (Object.hasOwn(openers, name)) openers[name]?.(attributes);
      state.collects = state.isPhonetic ? null : (COLLECTED.get(name) ?? null);
    },
    text(text) {
      if (state.cell === null || state.collects === null) return;
      state.cell = { ...state.cell, [state.collects]: state.cell[state.collects] + text };
    },
    close(name) {
      state.collects = null;
      if (name === 'rPh') state.isPhonetic = false;
      if (name === 'c') closeCell(source, state);
    },
  };
}

function openRow(state: SheetState, attributes: ReadonlyMap<string, string>): void {
  state.rowNumber = Number(attributes.get('r') ?? state.rowNumber + 1);
  state.column = -1;
  if (!Number.isInteger(state.rowNumber)) throw new SyntaxError('Row has no number');
}

function openCell(state: SheetState, attributes: ReadonlyMap<string, string>): void {
  const reference = REFERENCE.exec(attributes.get('r') ?? '');
  state.column = reference === null ? state.column + 1 : columnIndex(reference[1] ?? '');
  state.cell = {
    column: state.column,
    type: attributes.get('t') ?? 'n',
    style: Number(attributes.get('s') ?? 0),
    value: '',
    formula: '',
  };
}

function closeCell(source: SheetSource, state: SheetState): void {
  const { cell } = state;
  state.cell = null;
  if (cell === null || cell.column >= MAX_COLUMNS || (cell.value === '' && cell.formula === '')) return;
  const text = cellText(cell, source);
  if (text.length > MAX_CELL_CHARACTERS) throw new ImportError('WORKBOOK_TOO_LARGE');
  const showsDay = cell.type === 'n' && source.dayStyles[cell.style] === true;
  const date = showsDay ? dayOfSerial(Number(cell.value), source.from1904) : null;
  const link = /^HYPERLINK\("([^"]+)"/i.exec(cell.formula)?.[1] ?? null;
  rowOf(state, state.rowNumber).set(cell.column, { text, link, date });
}

function cellText(cell: OpenCell, source: SheetSource): string {
  if (cell.type !== 's') return decodeEscapes(cell.value);
  const shared = source.sharedStrings[Number(cell.value)];
  if (shared === undefined) throw new SyntaxError('Cell names a string that is not there');
  return shared;
}

function linkCells(source: SheetSource, state: SheetState, attributes: ReadonlyMap<string, string>): void {
  const link = source.targets.get(attributes.get('id') ?? '');
  if (link === undefined) return;
  if (link.length > MAX_CELL_CHARACTERS) throw new ImportError('WORKBOOK_TOO_LARGE');
  for (const { row, column } of cellsOf(attributes.get('ref') ?? '')) {
    const cells = rowOf(state, row);
    const { text, date } = cells.get(column) ?? { text: '', date: null };
    cells.set(column, { text, link, date });
  }
}

/** The cells of a reference such as `G2` or `G2:H3`; at most 64, as a link over a whole column means none of them. */
function cellsOf(reference: string): { row: number; column: number }[] {
  const [, left = '', top = '', right = left, bottom = top] = REFERENCE.exec(reference) ?? [];
  const firstColumn = columnIndex(left);
  const columns = columnIndex(right) - firstColumn + 1;
  const count = columns * (Number(bottom) - Number(top) + 1);
  if (left === '' || !(count >= 1 && count <= MAX_LINKED_CELLS)) return [];
  return Array.from({ length: count }, (_, index) => ({
    row: Number(top) + Math.floor(index / columns),
    column: firstColumn + (index % columns),
  }));
}

function rowOf(state: SheetState, rowNumber: number): Map<number, RawCell> {
  const known = state.rows.get(rowNumber);
  if (known !== undefined) return known;
  if (state.rows.size >= MAX_ROWS) throw new ImportError('WORKBOOK_TOO_LARGE');
  const cells = new Map<number, RawCell>();
  state.rows.set(rowNumber, cells);
  return cells;
}

function columnIndex(letters: string): number {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export type ListColumn =
  | 'STATE'
  | 'LAW ENFORCEMENT AGENCY'
  | 'TYPE'
  | 'COUNTY'
  | 'SUPPORT TYPE'
  | 'SIGNED'
  | 'MOA'
  | 'ADDENDUM';

/** One cell as the file has it. `date` is set only where the workbook itself formats the number as a day. */
export interface RawCell {
  readonly text: string;
  readonly link: string | null;
  readonly date: string | null;
}

/** A row of a sheet before its header is known; columns count from 0, blank cells are left out. */
export interface GridRow {
  readonly rowNumber: number;
  readonly cells: ReadonlyMap<number, RawCell>;
}

/** A row below the header, numbered as in the file (the header is usually 1). */
export interface RawRow {
  readonly rowNumber: number;
  readonly cells: Readonly<Partial<Record<ListColumn, RawCell>>>;
}

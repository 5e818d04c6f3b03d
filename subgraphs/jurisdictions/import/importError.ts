const messages = {
  FILE_TOO_LARGE: 'The file is larger than an agency list can be.',
  WORKBOOK_INVALID: 'The file is not a readable xlsx workbook.',
  WORKBOOK_TOO_LARGE: 'The workbook holds more than an agency list can hold.',
  CSV_INVALID: 'The file is not readable as comma-separated text.',
  HEADER_UNKNOWN: 'The sheet has no header row with STATE, LAW ENFORCEMENT AGENCY and SUPPORT TYPE.',
  ROW_TOO_LARGE: 'A row holds more text than a row of an agency list can hold.',
  LIST_EMPTY: 'The list has no rows below its header.',
  LIST_DATE_UNKNOWN: 'The day of the list is neither in the file name nor in its signed dates.',
  LIST_OUTDATED: 'The list is older than the one imported before it.',
  ARGUMENTS_INVALID: 'Usage: npm run import -- FILE [--accept "REASON"] [--listed-on YYYY-MM-DD].',
  FILE_UNREADABLE: 'The file cannot be read.',
  SETTINGS_INVALID: 'The settings of the databases cannot be used.',
  DATABASE_UNAVAILABLE: 'The database of the subgraph jurisdictions cannot be opened.',
  TABLES_MISSING: 'The tables are missing or not up to date: run npm run migrate.',
  IMPORT_OVERTAKEN: 'Another import went ahead meanwhile and nothing of this one is applied: run it again.',
  IMPORT_FAILED: 'The import failed and nothing of it is applied.',
} as const;

export type ImportErrorCode = keyof typeof messages;

/** An import that cannot be made at all. The message is the same for each code; what lies beneath stands in `cause`. */
export class ImportError extends Error {
  constructor(
    readonly code: ImportErrorCode,
    options?: ErrorOptions,
  ) {
    super(messages[code], options);
    this.name = 'ImportError';
  }
}

const messages = {
  FILE_TOO_LARGE: 'The file is larger than an agency list can be.',
  WORKBOOK_INVALID: 'The file is not a readable xlsx workbook.',
  WORKBOOK_TOO_LARGE: 'The workbook holds more than an agency list can hold.',
  CSV_INVALID: 'The file is not readable as comma-separated text.',
  HEADER_UNKNOWN: 'The sheet has no header row with STATE, LAW ENFORCEMENT AGENCY and SUPPORT TYPE.',
  LIST_EMPTY: 'The list has no rows below its header.',
  LIST_DATE_UNKNOWN: 'The day of the list is neither in the file name nor in its signed dates.',
  LIST_OUTDATED: 'The list is older than the one imported before it.',
} as const;

export type ImportErrorCode = keyof typeof messages;

/** A list that cannot be imported at all. The message is the same for each code; what lies beneath stands in `cause`. */
export class ImportError extends Error {
  constructor(
    readonly code: ImportErrorCode,
    options?: ErrorOptions,
  ) {
    super(messages[code], options);
    this.name = 'ImportError';
  }
}

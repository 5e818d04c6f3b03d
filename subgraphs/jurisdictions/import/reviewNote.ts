import type { ListColumn } from './rawList';

const reasons = {
  STATE_UNKNOWN: 'State is in no table',
  AGENCY_MISSING: 'Agency has no name',
  AGENCY_NAME_TOO_LONG: 'Agency has a longer name than can be kept',
  AGENCY_KIND_UNKNOWN: 'Agency fits no rule for its kind',
  MODEL_UNMAPPED: 'Support model is in no table',
  TYPE_UNMAPPED: 'Type is in no table',
  COUNTY_MISSING: 'County is blank for a local agency',
  COUNTY_UNKNOWN: 'County is no county of the state',
  SIGNED_MISSING: 'Signed date is blank',
  SIGNED_UNREADABLE: 'Signed date is no day of the calendar',
  SIGNED_REPAIRED: 'Signed date was broken and is read as meant',
  SIGNED_IMPLAUSIBLE: 'Signed date cannot be right for this listing',
  LINK_MISSING: 'Link is announced but has no address',
  LINK_UNREADABLE: 'Link is no web address',
  MOA_LINK_LOST: 'Link to the agreement is gone',
  DUPLICATE: 'Agreement stands more than once on the list',
  NEAR_DUPLICATE: 'Agency is nearly named like another of its state',
  RENAME_SUSPECTED: 'Agency may be another one under a new name',
  LIST_DATE_DOUBTFUL: 'Day in the file name cannot be right',
} as const;

export type ReviewCode = keyof typeof reasons;

export interface ReviewNote {
  readonly code: ReviewCode;
  /** The row as numbered in the file, null for what concerns the file as a whole. */
  readonly rowNumber: number | null;
  readonly field: ListColumn | 'FILE';
  readonly message: string;
}

export interface ReviewedValue {
  readonly rowNumber: number | null;
  readonly field: ListColumn | 'FILE';
  /** The text at fault, as the list has it. */
  readonly value: string;
}

const MAX_QUOTED_CHARACTERS = 200;

/** A point that a person has to look at: the reason in words, with the value at fault. */
export function reviewNote(code: ReviewCode, at: ReviewedValue): ReviewNote {
  const quoted = JSON.stringify(at.value.slice(0, MAX_QUOTED_CHARACTERS));
  return { code, rowNumber: at.rowNumber, field: at.field, message: `${reasons[code]}: ${quoted}.` };
}

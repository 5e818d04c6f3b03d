import { cleanLink } from './cleanLink';
import { cleanText } from './cleanText';
import type { RawCell, RawRow } from './rawList';
import type { ReviewCode } from './reviewNote';

export interface CleanLinks {
  readonly moaStatus: 'LINK_PENDING' | 'POSTED' | 'ADDENDUM_POSTED';
  readonly moaUrl: string | null;
  readonly addendumUrl: string | null;
  /** The row announces an addendum to an agreement that another row lists. */
  readonly isAddendumRow: boolean;
}

type LinkColumn = 'MOA' | 'ADDENDUM';
type Report = (code: ReviewCode, field: LinkColumn) => void;

/** What a row shows of the agreement's text. A row named "(Addendum)" links the addendum in its MOA cell. */
export function cleanLinks(raw: RawRow, report: Report): CleanLinks {
  const isAddendumRow = /\(addendum\)/i.test(cleanText(raw.cells['LAW ENFORCEMENT AGENCY']?.text ?? ''));
  const moa = readLink(raw.cells.MOA, 'MOA', report);
  const addendum = readLink(raw.cells.ADDENDUM, 'ADDENDUM', report);
  const moaUrl = isAddendumRow ? null : moa;
  const addendumUrl = isAddendumRow ? (addendum ?? moa) : addendum;
  return { moaStatus: statusOf(moaUrl, addendumUrl), moaUrl, addendumUrl, isAddendumRow };
}

/** The status that the addresses alone tell. */
export function statusOf(moaUrl: string | null, addendumUrl: string | null): CleanLinks['moaStatus'] {
  if (addendumUrl !== null) return 'ADDENDUM_POSTED';
  return moaUrl === null ? 'LINK_PENDING' : 'POSTED';
}

function readLink(cell: RawCell | undefined, field: LinkColumn, report: Report): string | null {
  if (cell === undefined) return null;
  const text = cleanText(cell.text);
  const announced = /^(?:link|addendum)\b/i.test(text) && !/\bpending\b/i.test(text);
  const target = cell.link ?? (text.includes('://') ? text : null);
  if (target === null) {
    if (announced) report('LINK_MISSING', field);
    return null;
  }
  const address = cleanLink(target);
  if (address === null) report('LINK_UNREADABLE', field);
  return address;
}

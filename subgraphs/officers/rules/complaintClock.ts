import { DateTime } from 'luxon';
import type { OfficerClauses } from '../../../schema/services';

const SATURDAY = 6;
const DAY_MS = 24 * 3_600_000;

type ComplaintClauses = Pick<OfficerClauses, 'complaintNoticeHours' | 'complaintExcludesWeekends'>;

/**
 * By when ICE has to be told of a complaint that the agency received at an instant; where the text leaves weekends out,
 * Saturdays and Sundays of its time zone stand still. Null where it sets no hour. Source: MOA appendix B.
 */
export function complaintDueAt(clauses: ComplaintClauses, receivedAt: Date, zone: string): Date | null {
  const { complaintNoticeHours, complaintExcludesWeekends } = clauses;
  if (complaintNoticeHours === null) return null;
  let at = DateTime.fromJSDate(receivedAt, { zone });
  let leftMs = complaintNoticeHours * 3_600_000;
  while (leftMs > 0) {
    const nextDay = at.plus({ days: 1 }).startOf('day');
    if (complaintExcludesWeekends && at.weekday >= SATURDAY) {
      at = nextDay;
      continue;
    }
    const stepMs = Math.min(leftMs, nextDay.toMillis() - at.toMillis());
    at = at.plus(stepMs);
    leftMs -= stepMs;
  }
  return at.toJSDate();
}

/** When adjudication is expected; null where the officer stays on duty meanwhile. Source: TFM, complaint procedure. */
export function adjudicationDueAt(
  { adjudicationDays }: Pick<OfficerClauses, 'adjudicationDays'>,
  notifiedAt: Date,
): Date | null {
  return adjudicationDays === null ? null : new Date(notifiedAt.getTime() + adjudicationDays * DAY_MS);
}

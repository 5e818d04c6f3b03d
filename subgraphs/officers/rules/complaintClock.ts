import { DateTime } from 'luxon';
import { clausesOf } from './modelClauses';

const SATURDAY = 6;
const DAY_MS = 24 * 3_600_000;

/**
 * By when ICE has to be told of a complaint that the agency received at an instant; Saturdays and Sundays of its time
 * zone stand still. Null where the model's text sets no hour. Source: MOA appendix B.
 */
export function complaintDueAt(model: string, receivedAt: Date, zone: string): Date | null {
  const { complaintHours } = clausesOf(model);
  if (complaintHours === null) return null;
  let at = DateTime.fromJSDate(receivedAt, { zone });
  let leftMs = complaintHours * 3_600_000;
  while (leftMs > 0) {
    const nextDay = at.plus({ days: 1 }).startOf('day');
    if (at.weekday >= SATURDAY) {
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
export function adjudicationDueAt(model: string, notifiedAt: Date): Date | null {
  const { adjudicationDays } = clausesOf(model);
  return adjudicationDays === null ? null : new Date(notifiedAt.getTime() + adjudicationDays * DAY_MS);
}

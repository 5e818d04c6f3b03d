import { type DataSource, type FindOperator, IsNull, Not, Raw } from 'typeorm';
import { dayAfter } from '../kit/days';
import { ROW } from '../kit/rowScope';
import { MoaTemplate } from './MoaTemplate.entity';

/** Agreements whose text sets months for meetings that are over at an instant, counted from the last one or the beginning. */
export async function meetingIsDue(reads: DataSource, at: Date): Promise<FindOperator<string>> {
  const templates = await reads.getRepository(MoaTemplate).findBy({ meetingMonths: Not(IsNull()) });
  const today = at.toISOString().slice(0, 10);
  const since = `COALESCE(${ROW}.last_meeting_on, ${ROW}.effective_on, ${ROW}.signed_on)`;
  const parts = templates.map((_, place) => `(${ROW}.template_id = :template${place} AND ${since} <= :since${place})`);
  const values = templates.flatMap(({ id, meetingMonths }, place) => [
    [`template${place}`, id] as const,
    [`since${place}`, dayAfter(today, { months: -(meetingMonths ?? 0) })] as const,
  ]);
  return Raw(() => (parts.length === 0 ? '1 = 0' : `(${parts.join(' OR ')})`), Object.fromEntries(values));
}

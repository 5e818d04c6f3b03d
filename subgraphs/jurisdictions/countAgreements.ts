import type { DataSource } from 'typeorm';
import { Agreement } from './Agreement.entity';
import { statusSql } from './statusSql';

interface AgreementCount {
  readonly model: string;
  readonly status: string;
  readonly count: number;
}

/** How many agreements there are by model and status as of an instant; public record, so that everyone counts all. */
export async function countAgreements(
  reads: DataSource,
  { state, at }: { readonly state: string | null; readonly at: Date },
): Promise<readonly AgreementCount[]> {
  const query = reads
    .getRepository(Agreement)
    .createQueryBuilder('made')
    .select('made.model', 'model')
    .addSelect(statusSql('made'), 'statusNow')
    .addSelect('COUNT(*)', 'total')
    .groupBy('made.model')
    .addGroupBy('statusNow')
    .orderBy('made.model', 'ASC')
    .addOrderBy('statusNow', 'ASC')
    .setParameters({ asOf: at });
  if (state !== null) query.where('made.state_abbr = :state', { state });
  const found = await query.getRawMany<{ model: string; statusNow: string; total: number | string }>();
  return found.map(({ model, statusNow, total }) => ({ model, status: statusNow, count: Number(total) }));
}

import type { SubgraphContext } from '../kit/context';
import { DomainError } from '../kit/errors';
import { unitOfWork } from '../kit/unitOfWork';
import { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { rows } from './rows';

/** LODGED → DESIGNATED, by ICE alone. `NOT_FOUND` before any other check for a warrant the caller does not reach. */
export async function designateSubject(warrantId: string, context: SubgraphContext): Promise<void> {
  const warrant = await context.rows.one(rows.warrant, warrantId);
  if (warrant === null) throw new DomainError('NOT_FOUND');
  await unitOfWork(context.operational, async (manager) => {
    const { affected } = await manager
      .createQueryBuilder()
      .update(AdministrativeWarrant)
      .set({ status: 'DESIGNATED', designatedAt: context.now() })
      .where({ id: warrantId, status: 'LODGED' })
      .execute();
    if (affected !== 1) throw new DomainError('ILLEGAL_TRANSITION');
  });
  context.rows.forget();
}

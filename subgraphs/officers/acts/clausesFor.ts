import type { EntityManager } from 'typeorm';
import type { OfficerClauses } from '../../../schema/services';
import { DomainError } from '../../kit/errors';
import { AgencyReach, type Officer } from '../Officer.entity';

type Clauses = Pick<AgencyReach, 'clauses'>;

/** What the agreements of an officer's agency lay down for his model. `AUTHORITY_UNKNOWN` while jurisdictions did not say. */
export async function clausesFor(
  manager: EntityManager,
  { agencyId, model }: Pick<Officer, 'agencyId' | 'model'>,
): Promise<OfficerClauses> {
  const agency = await manager.findOneBy(AgencyReach, { agencyId });
  return clausesIn(agency, model);
}

/** The same of an agency that was asked about. */
export function clausesIn(agency: Clauses | null, model: string): OfficerClauses {
  const clauses = knownClauses(agency, model);
  if (clauses === null) throw new DomainError('AUTHORITY_UNKNOWN');
  return clauses;
}

/** The same; null while jurisdictions did not say. */
export function knownClauses(agency: Clauses | null, model: string): OfficerClauses | null {
  return agency?.clauses?.find((one) => one.model === model) ?? null;
}

import { type AgencyFacts, agencyFacts } from '../../../schema/services';
import type { Act } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { causeKind, logEvent } from '../../kit/log';
import { AgencyReach } from '../Officer.entity';

export type Agency = NonNullable<AgencyFacts['agency']>;

/**
 * Asks jurisdictions, before an act, where an agency lies and which agreements it has. `NOT_FOUND` for an agency that
 * does not exist, `AUTHORITY_UNKNOWN` when there is no answer.
 */
export async function askAgency({ askService }: Pick<SubgraphContext, 'askService'>, id: string): Promise<Agency> {
  const question = {
    subgraph: 'jurisdictions',
    operation: 'agencyFacts',
    input: { agency: id },
    answer: agencyFacts,
  } as const;
  const { agency } = await askService(question).catch((cause: unknown) => {
    logEvent('agency.unknown', { kind: causeKind(cause) }, 'error');
    throw new DomainError('AUTHORITY_UNKNOWN');
  });
  if (agency === null) throw new DomainError('NOT_FOUND');
  return agency;
}

/** Keeps where the agency lies and what its agreements lay down. */
export async function keepAgency({ manager, at }: Pick<Act, 'manager' | 'at'>, agency: Agency): Promise<void> {
  const { id: agencyId, fieldOffice, stateAbbr, timeZone, clauses } = agency;
  await manager.save(AgencyReach, { agencyId, fieldOffice, stateAbbr, timeZone, clauses, checkedAt: at });
}

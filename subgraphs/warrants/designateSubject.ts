import { type ActInput, perform } from '../kit/acts';
import type { SubgraphContext } from '../kit/context';
import { DomainError } from '../kit/errors';
import { takeStep } from '../kit/transitions';
import { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { rows } from './rows';
import { warrantTransitions } from './rules/warrantTransitions';

export interface DesignateSubjectInput extends ActInput {
  readonly warrant: string;
  readonly expectedVersion?: number | null;
}

/** LODGED → DESIGNATED, by ICE alone. `NOT_FOUND` before any other check for a warrant the caller does not reach. */
export async function designateSubject(input: DesignateSubjectInput, context: SubgraphContext): Promise<string> {
  const warrant = await context.rows.one(rows.warrant, input.warrant);
  if (warrant === null) throw new DomainError('NOT_FOUND');
  return perform({ mutation: 'designateSubject', input }, context, async (act) => {
    await takeStep(act, {
      entity: AdministrativeWarrant,
      id: warrant.id,
      transitions: warrantTransitions,
      set: { designatedAt: act.at },
      expectedVersion: input.expectedVersion,
    });
    return warrant.id;
  });
}

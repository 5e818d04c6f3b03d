import { type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { type Transitions, takeStep } from '../../kit/transitions';
import { Detainer } from '../Detainer.entity';
import { rows } from '../rows';

export interface DetainerStepInput extends ActInput {
  readonly detainer: string;
  readonly expectedVersion?: number | null;
}

/** What may become of a detainer; it is spent by the service of a warrant. Source: DOMAIN §1.4 and §6.3. */
export const detainerTransitions: Transitions = {
  recordDetainerService: { from: ['LODGED'], to: 'SERVED_ON_SUBJECT' },
  cancelDetainer: { from: ['LODGED', 'SERVED_ON_SUBJECT'], to: 'CANCELLED' },
};

type Step = 'recordDetainerService' | 'cancelDetainer';

/** Takes a detainer one step on. `NOT_FOUND` before any other check for one the caller does not reach. */
export async function stepDetainer(
  mutation: Step,
  input: DetainerStepInput,
  context: SubgraphContext,
): Promise<string> {
  const detainer = await context.rows.one(rows.detainer, input.detainer);
  if (detainer === null) throw new DomainError('NOT_FOUND');
  return perform({ mutation, input }, context, async (act) => {
    await takeStep(act, {
      entity: Detainer,
      id: detainer.id,
      transitions: detainerTransitions,
      set: {
        changedAt: act.at,
        ...(mutation === 'cancelDetainer' ? { cancelledAt: act.at } : { servedOnSubjectAt: act.at }),
      },
      expectedVersion: input.expectedVersion,
    });
    return detainer.id;
  });
}

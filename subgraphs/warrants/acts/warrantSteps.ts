import { type Act, type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { takeStep } from '../../kit/transitions';
import { AdministrativeWarrant } from '../AdministrativeWarrant.entity';
import { rows } from '../rows';
import { warrantTransitions } from '../rules/warrantTransitions';
import { endStops, openStop } from './serviceStops';

export interface WarrantStepInput extends ActInput {
  readonly warrant: string;
  readonly expectedVersion?: number | null;
}

type Step = 'designateSubject' | 'recallWarrant' | 'stopService' | 'endServiceStop';

/** What else a step does in the same act. */
const ALONG: Readonly<Record<Step, (act: Act, warrant: AdministrativeWarrant) => Promise<void>>> = {
  designateSubject: async () => undefined,
  recallWarrant: (act, warrant) => endStops(act, warrant.id),
  stopService: (act, warrant) => openStop(act, warrant),
  endServiceStop: (act, warrant) => endStops(act, warrant.id),
};

/** Takes a warrant one step on, by ICE alone. `NOT_FOUND` before any other check for one the caller does not reach. */
export async function stepWarrant(mutation: Step, input: WarrantStepInput, context: SubgraphContext): Promise<string> {
  const warrant = await context.rows.one(rows.warrant, input.warrant);
  if (warrant === null) throw new DomainError('NOT_FOUND');
  return perform({ mutation, input }, context, async (act) => {
    const isDesignation = mutation === 'designateSubject' || mutation === 'endServiceStop';
    await takeStep(act, {
      entity: AdministrativeWarrant,
      id: warrant.id,
      transitions: warrantTransitions(warrant.form),
      set: isDesignation ? { designatedAt: warrant.designatedAt ?? act.at } : {},
      expectedVersion: input.expectedVersion,
    });
    await ALONG[mutation](act, warrant);
    return warrant.id;
  });
}

import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { type Act, type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { expectVersion, type Transitions, takeStep } from '../../kit/transitions';
import { Overtaken } from '../../kit/unitOfWork';
import { countChange } from '../ActingRevision.entity';
import { Agreement, AgreementEvent } from '../Agreement.entity';
import { rows } from '../rows';
import { agreementTransitions } from '../rules/agreementTransitions';
import { type AgencyDays, daysOfAgency } from './agencyDays';
import { reached } from './reached';
import { settle } from './settle';

export interface AgreementInput extends ActInput {
  readonly agreement: string;
  readonly expectedVersion?: number | null;
}

export interface AgreementAct {
  readonly act: Act;
  /** As it stands now: notices that took effect and terms that ran out are behind it. */
  readonly agreement: Agreement;
  readonly days: AgencyDays;
}

export interface AgreementChange {
  /** What the history shows; null for nothing. */
  readonly event: string | null;
  readonly set?: QueryDeepPartialEntity<Agreement>;
  /** Null: the state stays. The machine of agreements unless said. */
  readonly transitions?: Transitions | null;
}

interface Request<I extends AgreementInput> {
  readonly mutation: string;
  readonly input: I;
  readonly context: SubgraphContext;
}

/**
 * Changes one agreement as one act, with its history and the revision that authority is stated with; answers its id.
 * `NOT_FOUND` before any other check for one of another agency or area. `plan` checks, and writes what belongs to it.
 */
export async function changeAgreement<I extends AgreementInput>(
  { mutation, input, context }: Request<I>,
  plan: (act: AgreementAct) => Promise<AgreementChange>,
): Promise<string> {
  const { id } = reached(await context.rows.one(rows.agreement, input.agreement));
  return perform({ mutation, input }, context, async (act) => {
    const seen = await act.manager.findOneByOrFail(Agreement, { id });
    expectVersion(seen, input.expectedVersion);
    const days = await daysOfAgency(act.manager, seen.agencyId);
    const agreement = await settle(act, seen);
    const { event, set = {}, transitions = agreementTransitions } = await plan({ act, agreement, days });
    if (transitions !== null) await takeStep(act, { entity: Agreement, id, transitions, set });
    else await writeAlone(act, agreement, set);
    if (event !== null) await showEvent(act, { agreementId: id, code: event });
    await countChange(act.manager);
    return id;
  });
}

/** Changes columns while the state stays. */
async function writeAlone(act: Act, { id, version }: Agreement, set: QueryDeepPartialEntity<Agreement>): Promise<void> {
  if (Object.keys(set).length === 0) return;
  const { affected } = await act.manager.update(Agreement, { id, version }, set);
  if (affected !== 1) throw new Overtaken();
}

/** Adds to the history that everyone sees; the day is that of the act in UTC. */
export async function showEvent(act: Act, event: Pick<AgreementEvent, 'agreementId' | 'code'>): Promise<void> {
  await act.manager.insert(AgreementEvent, { ...event, id: act.newId(), seenOn: act.at.toISOString().slice(0, 10) });
}

import { z } from 'zod';
import type { OfficerClauses } from '../../../schema/services';
import { type Act, type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { plainText } from '../../kit/plainText';
import { keepEvent } from '../../kit/transitions';
import { Nomination } from '../Nomination.entity';
import { Officer } from '../Officer.entity';
import { rows } from '../rows';
import { askAgency, keepAgency } from './askAgency';
import { changeOfficer } from './changeOfficer';
import { clausesIn } from './clausesFor';
import { expectInput } from './days';
import { stepOfficer } from './settle';

export interface NominateOfficerInput extends ActInput {
  readonly officer?: string | null;
  readonly expectedVersion?: number | null;
  readonly person?: {
    readonly givenName: string;
    readonly surName: string;
    readonly badgeId?: string | null;
  } | null;
  readonly model: string;
  readonly detentionDuty: boolean;
  readonly monthsOfService: number;
  readonly nominationEligible: boolean;
}

const limits = z.object({
  monthsOfService: z.number().int().min(0).max(720),
  person: z
    .object({
      givenName: plainText,
      surName: plainText,
      badgeId: z
        .string()
        .regex(/^[A-Za-z0-9-]{1,20}$/)
        .nullish(),
    })
    .nullish(),
});

/**
 * An agency names one of its officers, new or known, for a model. Answers the officer's id. `NOT_FOUND` before any
 * other check for an officer or agency that the caller does not reach.
 */
export async function nominateOfficer(input: NominateOfficerInput, context: SubgraphContext): Promise<string> {
  const known = input.officer == null ? null : await context.rows.one(rows.officer, input.officer);
  const agencyId = known?.agencyId ?? context.caller.agency;
  if ((input.officer != null && known === null) || agencyId === null) throw new DomainError('NOT_FOUND');
  expectInput(limits.safeParse(input).success && (known === null) === (input.person != null));
  const agency = await askAgency(context, agencyId);
  expectInput(isNominee(input, clausesIn(agency, input.model)));
  return perform({ mutation: 'nominateOfficer', input }, context, async (act) => {
    await keepAgency(act, agency);
    const id = known?.id ?? (await insertOfficer(act, { input, agencyId }));
    const nominee = { id, input, isKnown: known !== null };
    await changeOfficer(act, { id, expectedVersion: input.expectedVersion }, () => nominate(act, nominee));
    return id;
  });
}

/** Found eligible by the agency, and as long in law-enforcement work as the agreement asks. Source: MOA IV.B; TFM VII. */
function isNominee(
  { nominationEligible, monthsOfService }: NominateOfficerInput,
  { minMonthsOfService }: OfficerClauses,
): boolean {
  return nominationEligible && monthsOfService >= (minMonthsOfService ?? 0);
}

interface Named {
  readonly input: NominateOfficerInput;
  readonly agencyId: string;
}

async function insertOfficer(act: Act, { input, agencyId }: Named): Promise<string> {
  const id = act.newId();
  const { person, model, detentionDuty } = input;
  await act.manager.insert(Officer, {
    id,
    agencyId,
    givenName: person?.givenName.trim() ?? '',
    surName: person?.surName.trim() ?? '',
    badgeId: person?.badgeId ?? null,
    model,
    status: 'NOMINATED',
    statusSinceAt: act.at,
    detentionDuty,
  });
  await keepEvent(act, {
    entity: Officer.name,
    entityId: id,
    fromStatus: null,
    toStatus: 'NOMINATED',
    reason: null,
  });
  return id;
}

interface Nominee {
  readonly id: string;
  readonly input: NominateOfficerInput;
  readonly isKnown: boolean;
}

async function nominate(act: Act, { id, input, isKnown }: Nominee): Promise<void> {
  const { model, detentionDuty, monthsOfService, nominationEligible } = input;
  if (isKnown) await stepOfficer(act, id);
  const nominationId = act.newId();
  const nomination = { id: nominationId, officerId: id, model, nominatedAt: act.at, offeringId: null };
  await act.manager.insert(Nomination, { ...nomination, outcome: 'OPEN' });
  const set = { model, detentionDuty, monthsOfService, nominationEligible, nominationId };
  await act.manager.update(Officer, { id }, set);
}

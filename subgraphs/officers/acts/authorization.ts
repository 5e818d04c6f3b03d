import { IsNull } from 'typeorm';
import type { Act } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { dayAfter, startOfDay } from '../../kit/days';
import { DomainError } from '../../kit/errors';
import { Authorization } from '../Authorization.entity';
import { rows } from '../rows';
import { type Agency, askAgency, keepAgency } from './askAgency';
import { actOnOfficer, expectAllowed, type OfficerInput } from './changeOfficer';
import { clausesFor, clausesIn } from './clausesFor';
import { expectInput, expectPast } from './days';

export interface AuthorizeOfficerInput extends OfficerInput {
  readonly agreement: string;
  readonly functions: readonly string[];
  readonly letterSignedOn: string;
  readonly signedByPosition: string;
  readonly supervisingPosition: string;
  readonly form70006ExecutedOn?: string | null;
}

export interface RenewAuthorizationInput extends OfficerInput {
  readonly authorization: string;
  readonly letterSignedOn: string;
}

const IN_FORCE: readonly string[] = ['ACTIVE', 'SUSPENSION_NOTICED', 'TERMINATION_NOTICED'];

/**
 * The letter of the field office director: it counts once Form 70-006 is executed and a credential issued. One that was
 * pending gives way. `NOT_FOUND` for an agreement that is not the officer's agency's. Source: MOA IV.D; INA 287(g)(5).
 */
export async function authorizeOfficer(input: AuthorizeOfficerInput, context: SubgraphContext): Promise<string> {
  const agency = await askAgencyOf(input.officer, context);
  if (!agency.agreements.some(({ id }) => id === input.agreement)) throw new DomainError('NOT_FOUND');
  return actOnOfficer({ mutation: 'authorizeOfficer', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    const { letterSignedOn, form70006ExecutedOn = null, signedByPosition, supervisingPosition } = input;
    const { authorizationTermMonths, functions } = clausesIn(agency, officer.model);
    for (const day of [letterSignedOn, form70006ExecutedOn ?? letterSignedOn]) expectPast(day, act.at);
    expectInput(signedByPosition === 'FIELD_OFFICE_DIRECTOR' && isSubset(input.functions, functions));
    expectInput(isUnder(agency, input.agreement, officer.model));
    await keepAgency(act, agency);
    await giveWay(act, officer.id);
    await act.manager.insert(Authorization, {
      ...{ id: act.newId(), officerId: officer.id, agreementId: input.agreement, functions: [...input.functions] },
      ...{ letterSignedOn, signedByPosition, supervisingPosition, form70006ExecutedOn, status: 'PENDING' },
      ...{ validFromAt: act.at, validUntilAt: termEnd(letterSignedOn, authorizationTermMonths) },
    });
  });
}

/** ICE executed Form 70-006, Designated Immigration Officer, for the officer whose letter is pending. */
export function executeForm70006(
  input: OfficerInput & { readonly executedOn: string },
  context: SubgraphContext,
): Promise<string> {
  return actOnOfficer({ mutation: 'executeForm70006', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    expectPast(input.executedOn, act.at);
    const pending = { officerId: officer.id, status: 'PENDING' };
    const set = { form70006ExecutedOn: input.executedOn };
    const { affected } = await act.manager.update(Authorization, pending, set);
    if (affected !== 1) throw new DomainError('ILLEGAL_TRANSITION');
  });
}

/** A new letter before the term is over sets a new term. Source: TFM IX. */
export async function renewAuthorization(input: RenewAuthorizationInput, context: SubgraphContext): Promise<string> {
  const known = await context.rows.one(rows.authorization, input.authorization);
  if (known === null || known.officerId !== input.officer) throw new DomainError('NOT_FOUND');
  return actOnOfficer({ mutation: 'renewAuthorization', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    const { letterSignedOn } = input;
    const { authorizationTermMonths } = await clausesFor(act.manager, officer);
    const validUntilAt = termEnd(letterSignedOn, authorizationTermMonths);
    expectPast(letterSignedOn, act.at);
    // An older letter would take time from a term that runs.
    expectInput(validUntilAt !== null && validUntilAt > act.at && letterSignedOn >= known.letterSignedOn);
    const running = { id: known.id, status: 'ACTIVE', endedAt: IsNull() };
    const { affected } = await act.manager.update(Authorization, running, { letterSignedOn, validUntilAt });
    if (affected !== 1) throw new DomainError('ILLEGAL_TRANSITION');
  });
}

/** A letter that never came into force ends with its beginning. */
async function giveWay({ manager }: Act, officerId: string): Promise<void> {
  for (const { id, validFromAt } of await manager.findBy(Authorization, { officerId, status: 'PENDING' })) {
    const superseded = { status: 'WITHDRAWN', endedAt: validFromAt, withdrawalReason: 'SUPERSEDED' };
    await manager.update(Authorization, { id }, superseded);
  }
}

async function askAgencyOf(officerId: string, context: SubgraphContext): Promise<Agency> {
  const officer = await context.rows.one(rows.officer, officerId);
  if (officer === null) throw new DomainError('NOT_FOUND');
  return askAgency(context, officer.agencyId);
}

function isUnder({ agreements }: Agency, agreement: string, model: string): boolean {
  return agreements.some((one) => one.id === agreement && one.model === model && IN_FORCE.includes(one.status));
}

function isSubset(functions: readonly string[], delegated: readonly string[]): boolean {
  const given = new Set(functions);
  return given.size > 0 && given.size === functions.length && functions.every((one) => delegated.includes(one));
}

function termEnd(letterSignedOn: string, months: number | null): Date | null {
  return months === null ? null : startOfDay(dayAfter(letterSignedOn, { months }), 'utc');
}

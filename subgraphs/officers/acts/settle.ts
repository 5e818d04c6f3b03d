import { LessThanOrEqual } from 'typeorm';
import type { Act } from '../../kit/acts';
import { keepEvent, takeStep } from '../../kit/transitions';
import { Authorization } from '../Authorization.entity';
import { Credential } from '../Credential.entity';
import { Officer } from '../Officer.entity';
import { dueChange } from '../rules/dueChange';
import { type Found, officerTransitions } from '../rules/officerTransitions';

/** Takes an officer from his state to the one that the act's mutation leads to. */
export async function stepOfficer(
  act: Act,
  id: string,
  { found = {}, reason = null }: { readonly found?: Found; readonly reason?: string | null } = {},
): Promise<void> {
  const transitions = officerTransitions(found);
  await takeStep(act, { entity: Officer, id, transitions, set: { statusSinceAt: act.at }, reason });
}

/** Writes down what the end of an officer's authorizations makes of him by itself. */
export async function keepDueChange({ manager }: Act, id: string): Promise<void> {
  const officer = await manager.findOneByOrFail(Officer, { id });
  const isActing = ['AUTHORIZED', 'SUSPENDED'].includes(officer.status);
  const due = isActing ? dueChange(await manager.findBy(Authorization, { officerId: id })) : null;
  const { dueStatus, dueAt } = due ?? { dueStatus: null, dueAt: null };
  await manager.update(Officer, { id }, { dueStatus, dueAt, version: () => 'version' });
}

/** What came due by itself becomes the state, with the event at its own instant; the credential is to be returned. */
export async function settle(act: Act, id: string): Promise<void> {
  const { manager } = act;
  const { status, dueStatus, dueAt } = await manager.findOneByOrFail(Officer, { id });
  if (dueStatus === null || dueAt === null || dueAt > act.at) return;
  await manager.update(Officer, { id }, { status: dueStatus, statusSinceAt: dueAt, dueStatus: null, dueAt: null });
  await manager
    .createQueryBuilder()
    .update(Authorization)
    .set({ status: 'EXPIRED', endedAt: () => 'valid_until_at' })
    .where({ officerId: id, status: 'ACTIVE', validUntilAt: LessThanOrEqual(act.at) })
    .execute();
  await endCredentials({ ...act, at: dueAt }, id);
  const change = { entity: Officer.name, entityId: id, fromStatus: status, toStatus: dueStatus, reason: null };
  await keepEvent({ ...act, at: dueAt }, change);
}

/** Credentials are ICE's and go back to it when an officer's participation ends. Source: MOA IV.D. */
export async function endCredentials({ manager, at }: Act, officerId: string): Promise<void> {
  await manager.update(Credential, { officerId, status: 'ISSUED' }, { status: 'RETURN_DUE', endedAt: at });
}

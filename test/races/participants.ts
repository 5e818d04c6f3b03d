import type { EntityManager } from 'typeorm';
import type { AllStores } from '../../subgraphs/allSubgraphs';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { seedDemonstration } from '../../subgraphs/demonstration/seedDemonstration';
import { unitOfWork } from '../../subgraphs/kit/unitOfWork';
import { Authorization } from '../../subgraphs/officers/Authorization.entity';
import { Credential } from '../../subgraphs/officers/Credential.entity';
import { Officer } from '../../subgraphs/officers/Officer.entity';
import { AdministrativeWarrant } from '../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Booking } from '../../subgraphs/warrants/Booking.entity';
import { Subject } from '../../subgraphs/warrants/Subject.entity';

/** One officer, authorized until he is withdrawn, and warrants that he could serve at once. */
export interface Participants {
  readonly officer: string;
  readonly warrants: readonly string[];
}

/** How long before the demonstration's own warrant can be served its data begins. */
const READY_AFTER_MS = 5.5 * 3_600_000;
const READY = 'T-2026-0001';

/** Fills new databases with the demonstration and, a race each, with copies of an officer and of a warrant that is ready. */
export async function insertParticipants(
  { officers, ...others }: AllStores,
  { races, warrantsEach }: { readonly races: number; readonly warrantsEach: number },
): Promise<readonly Participants[]> {
  await seedDemonstration({ officers, ...others }, new Date(Date.now() - READY_AFTER_MS));
  const participants = Array.from({ length: races }, (_, race) => ({
    officer: idOf('F', race),
    warrants: Array.from({ length: warrantsEach }, (_none, at) => idOf('W', race * warrantsEach + at)),
  }));
  await unitOfWork(officers.operational, async (manager) => {
    for (const { officer } of participants) await insertOfficer(manager, officer);
  });
  await unitOfWork(others.warrants.operational, async (manager) => {
    for (const warrant of participants.flatMap(({ warrants }) => warrants)) await insertWarrant(manager, warrant);
  });
  return participants;
}

async function insertOfficer(manager: EntityManager, id: string): Promise<void> {
  const officerId = ID.officerTxWso;
  const officer = await manager.findOneByOrFail(Officer, { id: officerId });
  const authorization = await manager.findOneByOrFail(Authorization, { officerId });
  const credential = await manager.findOneByOrFail(Credential, { officerId });
  const badgeId = id.slice(-6);
  await manager.insert(Officer, { ...officer, id, badgeId, givenName: `TEST-${badgeId}`, surName: `TEST-${badgeId}` });
  await manager.insert(Authorization, { ...authorization, id, officerId: id });
  await manager.insert(Credential, { ...credential, id, officerId: id });
}

async function insertWarrant(manager: EntityManager, id: string): Promise<void> {
  const booking = await manager.findOneByOrFail(Booking, { bookingNumber: READY });
  const subject = await manager.findOneByOrFail(Subject, { id: booking.subjectId });
  const warrant = await manager.findOneByOrFail(AdministrativeWarrant, { subjectId: booking.subjectId });
  await manager.insert(Subject, { ...subject, id, currentBookingId: id });
  await manager.insert(Booking, { ...booking, id, subjectId: id, bookingNumber: id });
  await manager.insert(AdministrativeWarrant, { ...warrant, id, subjectId: id });
}

function idOf(kind: string, number: number): string {
  return `${kind}${String(number).padStart(25, '0')}`;
}

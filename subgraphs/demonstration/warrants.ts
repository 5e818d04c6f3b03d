import type { EntityManager } from 'typeorm';
import { ulid } from 'ulid';
import { AdministrativeWarrant } from '../warrants/AdministrativeWarrant.entity';
import { Booking } from '../warrants/Booking.entity';
import { Detainer } from '../warrants/Detainer.entity';
import { Hold } from '../warrants/Hold.entity';
import { holdDeadline } from '../warrants/rules/holdDeadline';
import { ServiceRecord } from '../warrants/ServiceRecord.entity';
import { FacilityReach, Subject } from '../warrants/Subject.entity';
import { FACILITY_AGENCIES } from './jurisdictions';
import { PERSONS, type Person } from './persons';

const HOUR_MS = 3_600_000;

/** Inserts everyone in custody with their papers, around `now`. Answers the subject's id by booking number. */
export async function insertWarrants(manager: EntityManager, now: Date): Promise<ReadonlyMap<string, string>> {
  await manager.insert(FacilityReach, [...FACILITY_AGENCIES]);
  const subjects = new Map<string, string>();
  for (const person of PERSONS) subjects.set(person.bookingNumber, await insertPerson(manager, person, now));
  return subjects;
}

async function insertPerson(manager: EntityManager, person: Person, now: Date): Promise<string> {
  const inHours = (hours: number): Date => new Date(now.getTime() + hours * HOUR_MS);
  const [subjectId, bookingId] = [ulid(), ulid()];
  const { facilityId } = person;
  const releaseEligibleAt = inHours(person.releaseInHours);
  await manager.insert(Subject, {
    id: subjectId,
    facilityId,
    currentBookingId: bookingId,
    givenName: person.givenName,
    surName: person.surName,
    birthDate: person.birthDate,
    sexCode: person.sexCode,
    preferredLanguage: person.language,
    interpreterNeeded: person.language !== 'en',
  });
  await manager.insert(Booking, {
    id: bookingId,
    facilityId,
    subjectId,
    bookingNumber: person.bookingNumber,
    bookedAt: inHours(-72),
    releaseEligibleAt,
    releaseReason: 'BOND',
    releasedAt: null,
    localChargesResolved: person.isReady,
    custodyStatus: person.servedBy === null ? 'LOCAL' : 'ICE_HOLD',
  });
  const paper = {
    subjectId,
    facilityId,
    issuedOn: inHours(-48).toISOString().slice(0, 10),
    issuingOffice: `TEST-${person.office} Field Office`,
  };
  await manager.insert(Detainer, {
    ...paper,
    id: ulid(),
    form: 'I247A',
    receivedAt: inHours(-40),
    changedAt: inHours(-40),
    servedOnSubjectAt: person.isReady ? inHours(-36) : null,
    status: detainerStatus(person),
    requestsHold: true,
  });
  const warrantId = ulid();
  await manager.insert(AdministrativeWarrant, {
    ...paper,
    id: warrantId,
    form: person.form,
    issuingOfficerTitle: 'TEST Supervisory Detention and Deportation Officer',
    designatedAt: person.status === 'LODGED' ? null : inHours(-38),
    status: person.status,
    releaseEligibleAt,
    chargesConcluded: person.isReady,
  });
  if (person.servedBy !== null)
    await insertService(manager, { person, subjectId, warrantId, servedAt: releaseEligibleAt });
  return subjectId;
}

function detainerStatus({ isReady, servedBy }: Person): string {
  if (servedBy !== null) return 'SPENT';
  return isReady ? 'SERVED_ON_SUBJECT' : 'LODGED';
}

interface Served {
  readonly person: Person;
  readonly subjectId: string;
  readonly warrantId: string;
  readonly servedAt: Date;
}

async function insertService(
  manager: EntityManager,
  { person, subjectId, warrantId, servedAt }: Served,
): Promise<void> {
  if (person.servedBy === null) return;
  const { facilityId } = person;
  const serviceId = ulid();
  await manager.insert(ServiceRecord, {
    id: serviceId,
    warrantId,
    facilityId,
    ...person.servedBy,
    servedAt,
    executedArrest: person.form === 'I200',
    language: person.language,
    interpreterUsed: person.language !== 'en',
    iceNotifiedAt: new Date(servedAt.getTime() + HOUR_MS / 20),
  });
  await manager.insert(Hold, {
    id: ulid(),
    serviceId,
    subjectId,
    facilityId,
    startedAt: servedAt,
    deadlineAt: holdDeadline(null, servedAt) ?? servedAt,
    endedAt: null,
    endReason: null,
  });
}

import { AdministrativeWarrant } from '../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Booking } from '../../subgraphs/warrants/Booking.entity';
import { Detainer } from '../../subgraphs/warrants/Detainer.entity';
import { Hold } from '../../subgraphs/warrants/Hold.entity';
import { ImmigrationRecord } from '../../subgraphs/warrants/ImmigrationRecord.entity';
import { ProtectedHead } from '../../subgraphs/warrants/ProtectedHead.entity';
import { immigrationRecords } from '../../subgraphs/warrants/protectedTypes';
import { holdDeadline } from '../../subgraphs/warrants/rules/holdDeadline';
import { ServiceRecord } from '../../subgraphs/warrants/ServiceRecord.entity';
import { ServiceStop } from '../../subgraphs/warrants/ServiceStop.entity';
import { Subject } from '../../subgraphs/warrants/Subject.entity';
import type { Random } from '../noninterference/random';
import { rowsOf, type TableRows } from './insertRows';
import type { SeededOfficer } from './officers';

/** How far someone in custody has come: waits to be served, is held, was taken over by ICE, or left unserved. */
export type Stage = 'WAITING' | 'HELD' | 'TRANSFERRED' | 'LEFT';

export interface SeededPerson {
  readonly number: number;
  readonly stage: Stage;
  /** Who serves where the person is. */
  readonly officer: SeededOfficer;
}

interface PersonParts {
  readonly random: Random;
  readonly newId: (at: Date) => string;
  readonly now: Date;
}

const HOUR_MS = 3_600_000;
const PAST_HOURS = 3 * 365 * 24;
const LANGUAGES = ['en', 'es', 'fr', 'pt', 'tr'];
const OF_STAGE = {
  WAITING: { custodyStatus: 'LOCAL', detainer: 'SERVED_ON_SUBJECT', isServed: false },
  HELD: { custodyStatus: 'ICE_HOLD', detainer: 'SPENT', isServed: true },
  TRANSFERRED: { custodyStatus: 'TRANSFERRED', detainer: 'SPENT', isServed: true },
  LEFT: { custodyStatus: 'RELEASED', detainer: 'CANCELLED', isServed: false },
} as const;

/** What both stores of warrants keep of some persons, in an order that foreign keys allow. */
export interface PersonRows {
  readonly operational: readonly TableRows[];
  readonly protected: readonly TableRows[];
}

export function personRows(persons: readonly SeededPerson[], parts: PersonParts): PersonRows {
  const drawn = persons.map((person) => drawnPerson(person, parts));
  const served = drawn.filter(({ stage }) => OF_STAGE[stage].isServed);
  const each = <T>(of: (one: Drawn) => T): readonly T[] => drawn.map(of);
  return {
    operational: [
      rowsOf(Subject, each(subject)),
      rowsOf(Booking, each(booking)),
      rowsOf(Detainer, each(detainer)),
      rowsOf(AdministrativeWarrant, each(warrant)),
      rowsOf(ServiceStop, drawn.filter(({ isStopped }) => isStopped).map(stop)),
      rowsOf(ServiceRecord, served.map(service)),
      rowsOf(Hold, served.map(hold)),
      rowsOf(
        ProtectedHead,
        each(({ ids }) => ({ entity: immigrationRecords.name, entityId: ids.subject, rev: 1 })),
      ),
    ],
    protected: [rowsOf(ImmigrationRecord, each(immigrationRecord))],
  };
}

interface Drawn extends SeededPerson {
  readonly ids: Readonly<
    Record<'subject' | 'booking' | 'detainer' | 'warrant' | 'stop' | 'service' | 'hold' | 'act', string>
  >;
  readonly language: string;
  readonly form: 'I200' | 'I205';
  readonly isDesignated: boolean;
  /** Was stopped once, for a day. */
  readonly isStopped: boolean;
  readonly bookedAt: Date;
  readonly releaseAt: Date;
}

function drawnPerson(person: SeededPerson, { random, newId, now }: PersonParts): Drawn {
  const isPast = person.stage === 'TRANSFERRED' || person.stage === 'LEFT';
  const hours = isPast
    ? -72 - random.next() * PAST_HOURS
    : person.stage === 'HELD'
      ? -random.next() * 40
      : random.next() * 30 - 10;
  const releaseAt = new Date(Math.floor(now.getTime() + hours * HOUR_MS));
  const bookedAt = new Date(releaseAt.getTime() - 96 * HOUR_MS);
  const id = (): string => newId(bookedAt);
  return {
    ...person,
    ids: {
      subject: id(),
      booking: id(),
      detainer: id(),
      warrant: id(),
      stop: id(),
      service: id(),
      hold: id(),
      act: id(),
    },
    language: random.pick(LANGUAGES),
    form: random.chance(0.8) ? 'I200' : 'I205',
    isDesignated: person.stage !== 'WAITING' || random.chance(0.7),
    isStopped: random.chance(0.1),
    bookedAt,
    releaseAt,
  };
}

function subject({ ids, number, language, officer }: Drawn): Partial<Subject> {
  return {
    ...{ id: ids.subject, facilityId: officer.place.facilityId, currentBookingId: ids.booking },
    ...{ givenName: `TEST-${number}`, surName: `TEST-Person ${number}`, birthDate: '1990-02-11', sexCode: 'M' },
    ...{ preferredLanguage: language, interpreterNeeded: language !== 'en' },
  };
}

function booking({ ids, number, stage, bookedAt, releaseAt, officer }: Drawn): Partial<Booking> {
  const hasLeft = stage === 'TRANSFERRED' || stage === 'LEFT';
  return {
    ...{ id: ids.booking, facilityId: officer.place.facilityId, subjectId: ids.subject },
    ...{ bookingNumber: `S-${number}`, bookedAt, releaseEligibleAt: releaseAt, releaseReason: 'BOND' },
    ...{ releasedAt: hasLeft ? after(releaseAt, 24) : null, localChargesResolved: true },
    custodyStatus: OF_STAGE[stage].custodyStatus,
  };
}

function paper({ ids, officer, bookedAt }: Drawn) {
  const issuingOffice = `TEST-${officer.place.office} Field Office`;
  const issuedOn = bookedAt.toISOString().slice(0, 10);
  return { subjectId: ids.subject, facilityId: officer.place.facilityId, issuedOn, issuingOffice };
}

function detainer(one: Drawn): Partial<Detainer> {
  const { ids, stage, bookedAt } = one;
  const status = OF_STAGE[stage].detainer;
  const changedAt = after(bookedAt, 12);
  return {
    ...{ ...paper(one), id: ids.detainer, form: 'I247A', requestsHold: true, receivedAt: after(bookedAt, 6), status },
    ...{ servedOnSubjectAt: after(bookedAt, 8), changedAt, cancelledAt: status === 'CANCELLED' ? changedAt : null },
  };
}

function warrant(one: Drawn): Partial<AdministrativeWarrant> {
  const { ids, stage, form, isDesignated, bookedAt, releaseAt } = one;
  const waiting = isDesignated ? 'DESIGNATED' : 'LODGED';
  const served = form === 'I200' ? 'EXECUTED' : 'SERVED';
  const status = OF_STAGE[stage].isServed ? served : stage === 'LEFT' ? 'NOT_SERVED' : waiting;
  return {
    ...{ ...paper(one), id: ids.warrant, form, issuingOfficerTitle: 'TEST Supervisory Officer', status },
    ...{ designatedAt: isDesignated ? after(bookedAt, 10) : null, releaseEligibleAt: releaseAt },
    chargesConcluded: true,
  };
}

function stop({ ids, officer, bookedAt }: Drawn): Partial<ServiceStop> {
  const { facilityId } = officer.place;
  return {
    ...{ id: ids.stop, warrantId: ids.warrant, facilityId },
    ...{ sinceAt: after(bookedAt, 20), endedAt: after(bookedAt, 44) },
  };
}

function service({ ids, officer, form, language, releaseAt: servedAt }: Drawn): Partial<ServiceRecord> {
  const { agreementId, facilityId } = officer.place;
  return {
    ...{ id: ids.service, warrantId: ids.warrant, officerId: officer.id, agreementId, facilityId, servedAt },
    ...{ executedArrest: form === 'I200', language, interpreterUsed: false, copyGiven: true },
    ...{ iceNotifiedAt: after(servedAt, 1), recordedAt: servedAt, confirmedAt: servedAt, recheckedAt: servedAt },
  };
}

function hold({ ids, stage, officer, releaseAt }: Drawn): Partial<Hold> {
  const hasEnded = stage === 'TRANSFERRED';
  return {
    ...{ id: ids.hold, serviceId: ids.service, subjectId: ids.subject, facilityId: officer.place.facilityId },
    ...{ startedAt: releaseAt, deadlineAt: holdDeadline(releaseAt, releaseAt) ?? releaseAt },
    ...{ endedAt: hasEnded ? after(releaseAt, 24) : null, endReason: hasEnded ? 'ICE_CUSTODY' : null },
  };
}

function immigrationRecord({ ids, number, bookedAt }: Drawn): Partial<ImmigrationRecord> {
  return {
    ...{ entityId: ids.subject, rev: 1, actId: ids.act, writtenAt: bookedAt },
    ...{ alienNumber: `A${String(number).padStart(9, '0')}`, citizenshipCountries: ['XXA'], nationality: 'XXA' },
  };
}

function after(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR_MS);
}

import type { EntityManager } from 'typeorm';
import { ulid } from 'ulid';
import { officerClauses } from '../jurisdictions/officerClauses';
import { readTemplates } from '../jurisdictions/readTemplates';
import { dayAfter, dayAt } from '../kit/days';
import { Authorization } from '../officers/Authorization.entity';
import { clausesIn } from '../officers/acts/clausesFor';
import { keepExpiries } from '../officers/acts/keepExpiries';
import { Certification } from '../officers/Certification.entity';
import { ComplaintNotice } from '../officers/ComplaintNotice.entity';
import { Credential } from '../officers/Credential.entity';
import { CourseOffering, ExamAttempt, Nomination } from '../officers/Nomination.entity';
import { AgencyReach, Officer } from '../officers/Officer.entity';
import { RefresherRecord } from '../officers/RefresherRecord.entity';
import { complaintDueAt } from '../officers/rules/complaintClock';
import { DEMONSTRATION as ID } from './ids';
import { type DemonstrationOfficer, OFFICERS } from './officerPeople';

const DAY_MS = 24 * 3_600_000;

/** Of ICE's newest texts, until jurisdictions is asked. */
const CLAUSES = officerClauses(readTemplates(), () => true);

const AGENCY_REACH = [
  { agencyId: ID.agencyTx, fieldOffice: 'San Antonio', stateAbbr: 'TX', timeZone: 'America/Chicago' },
  { agencyId: ID.agencyFl, fieldOffice: 'Miami', stateAbbr: 'FL', timeZone: 'America/New_York' },
  { agencyId: ID.agencyFlCity, fieldOffice: 'Miami', stateAbbr: 'FL', timeZone: 'America/New_York' },
  { agencyId: ID.agencyGa, fieldOffice: 'Atlanta', stateAbbr: 'GA', timeZone: 'America/New_York' },
] as const;

/** The day on which an authorized officer's credential is no longer good, in days from now; others have years. */
const CREDENTIAL_ENDS_IN_DAYS: Readonly<Record<string, number>> = { [ID.officerTxWsoSecond]: 20 };

/** Inserts the officers with the papers that their status needs, and what is about to run out around `now`. */
export async function insertOfficers(manager: EntityManager, now: Date): Promise<void> {
  await manager.insert(
    AgencyReach,
    AGENCY_REACH.map((one) => ({ ...one, clauses: CLAUSES, checkedAt: now })),
  );
  for (const { agreementId, ...person } of OFFICERS) {
    await manager.insert(Officer, {
      ...person,
      detentionDuty: person.model !== 'TFM',
      nominationEligible: true,
      monthsOfService: 60,
    });
    await insertPapers(manager, { officer: person, agreementId, now });
  }
  await insertTrainee(manager, now);
  await insertDuties(manager, now);
  for (const { id } of await manager.find(Officer)) await keepExpiries({ manager, newId: ulid }, id);
}

interface PapersOf {
  readonly officer: Omit<DemonstrationOfficer, 'agreementId'>;
  readonly agreementId: string;
  readonly now: Date;
}

async function insertPapers(manager: EntityManager, { officer: { id, model, status }, agreementId, now }: PapersOf) {
  const isActive = status === 'AUTHORIZED';
  const officerId = id;
  const endsInDays = CREDENTIAL_ENDS_IN_DAYS[id];
  const endedAt = isActive ? null : new Date('2026-01-30T15:00:00.000Z');
  await manager.insert(Certification, { id: ulid(), officerId, model, certifiedOn: '2025-06-02', scorePercent: 88 });
  await manager.insert(Authorization, {
    id: ulid(),
    officerId,
    agreementId,
    functions: clausesIn({ clauses: CLAUSES }, model).functions,
    letterSignedOn: '2025-06-16',
    signedByPosition: 'FIELD_OFFICE_DIRECTOR',
    form70006ExecutedOn: '2025-06-16',
    validFromAt: new Date('2025-06-16T05:00:00.000Z'),
    validUntilAt: model === 'TFM' ? new Date('2027-06-16T00:00:00.000Z') : null,
    supervisingPosition: 'SUPERVISORY_OFFICER',
    status: isActive ? 'ACTIVE' : 'WITHDRAWN',
    endedAt,
    withdrawalNoticeOn: isActive ? null : '2026-01-30',
    withdrawalReason: isActive ? null : 'ICE_DECISION',
  });
  await manager.insert(Credential, {
    id: ulid(),
    officerId,
    issuedOn: '2025-06-20',
    expiresOn: endsInDays === undefined ? '2028-06-20' : inDays(now, endsInDays),
    returnedOn: isActive ? null : '2026-02-02',
    status: isActive ? 'ISSUED' : 'RETURNED',
    endedAt,
  });
}

/** A nominee who failed the examination once and may take it once more. */
async function insertTrainee(manager: EntityManager, now: Date): Promise<void> {
  const officerId = ID.officerTxTrainee;
  const nominationId = ulid();
  const [startsOn, takenOn] = [inDays(now, -4), inDays(now, -3)];
  const course = { id: ID.offeringTx, agencyId: ID.agencyTx, model: 'WSO', startsOn, endsOn: takenOn, examCount: 1 };
  await manager.insert(CourseOffering, course);
  await manager.insert(Officer, {
    id: officerId,
    agencyId: ID.agencyTx,
    givenName: 'TEST-Gale',
    surName: 'TEST-Thistlewood',
    badgeId: 'T0104',
    model: 'WSO',
    status: 'IN_TRAINING',
    detentionDuty: true,
    nominationEligible: true,
    monthsOfService: 31,
    nominationId,
  });
  const nominatedAt = new Date(now.getTime() - 40 * DAY_MS);
  const nomination = { id: nominationId, officerId, model: 'WSO', nominatedAt, offeringId: ID.offeringTx };
  await manager.insert(Nomination, { ...nomination, outcome: 'OPEN' });
  await manager.insert(ExamAttempt, {
    ...{ id: ulid(), officerId, nominationId, offeringId: ID.offeringTx },
    ...{ exam: 1, takenOn, scorePercent: 62, passed: false, recordedAt: new Date(now.getTime() - 2 * DAY_MS) },
  });
}

/** A refresher that falls due, and a complaint of which ICE was told within the day. */
async function insertDuties(manager: EntityManager, now: Date): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const refresher = { id: ulid(), officerId: ID.officerFlWso, requiredAt: ago(30), dueOn: inDays(now, 14) };
  await manager.insert(RefresherRecord, refresher);
  await manager.insert(ComplaintNotice, {
    ...{ id: ulid(), officerId: ID.officerTxWsoSecond, agencyId: ID.agencyTx, kind: 'OTHER_CONDUCT' },
    ...{
      receivedAt: ago(6),
      dueAt: complaintDueAt(clausesIn({ clauses: CLAUSES }, 'WSO'), ago(6), 'America/Chicago'),
      notifiedAt: ago(5.5),
    },
  });
}

function inDays(now: Date, days: number): string {
  return dayAfter(dayAt(now, 'utc'), { days });
}

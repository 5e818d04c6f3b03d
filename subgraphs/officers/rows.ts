import { EventRow } from '../kit/Act.entity';
import { type Reach, ROW, type RowType } from '../kit/rowScope';
import { Authorization } from './Authorization.entity';
import { BackgroundReview } from './BackgroundReview.entity';
import { Certification } from './Certification.entity';
import { ComplaintNotice } from './ComplaintNotice.entity';
import { Credential } from './Credential.entity';
import { Expiry } from './Expiry.entity';
import { CourseOffering, ExamAttempt, Nomination } from './Nomination.entity';
import { AgencyReach, Officer } from './Officer.entity';
import { RefresherRecord } from './RefresherRecord.entity';

const agencyReach = {
  agency: `${ROW}.agency_id = :callerAgency`,
  aor: `${ROW}.agency_id IN (SELECT reach.agency_id FROM agency_reach reach WHERE reach.field_office = :callerFieldOffice)`,
  state: `${ROW}.agency_id IN (SELECT reach.agency_id FROM agency_reach reach WHERE reach.state_abbr = :callerState)`,
};

const officerReach: Reach = {
  ...agencyReach,
  all: '1 = 1',
  // An issuer may name any officer; one of another agency is none of the caller's.
  self: `${ROW}.id = :callerOfficer AND ${ROW}.agency_id = :callerAgency`,
};

const ofAgency: Reach = { ...agencyReach, all: '1 = 1', self: agencyReach.agency };

const ofOfficer =
  (column: string) =>
  (condition: string): string =>
    `${ROW}.${column} IN (SELECT officer.id FROM officer WHERE ${condition.replaceAll(ROW, 'officer')})`;

/** An officer's papers are reached with the officer. */
const paperReach = reachBy(ofOfficer('officer_id'));

const eventReach = reachBy((condition) => `${ROW}.entity = 'Officer' AND ${ofOfficer('entity_id')(condition)}`);

/** Every table of this subgraph that callers read, and who reaches its rows. */
export const rows = {
  officer: officerRows(Officer, officerReach),
  nomination: officerRows(Nomination, paperReach),
  /** A class is its agency's; an officer of the agency sees it too, and what its agreements lay down for it. */
  offering: officerRows(CourseOffering, ofAgency),
  agency: officerRows(AgencyReach, ofAgency),
  examAttempt: officerRows(ExamAttempt, paperReach),
  certification: officerRows(Certification, paperReach),
  authorization: officerRows(Authorization, paperReach),
  credential: officerRows(Credential, paperReach),
  refresher: officerRows(RefresherRecord, paperReach),
  event: officerRows(EventRow, eventReach),
  /** That a complaint is open is as much discipline as the complaint. */
  expiry: {
    ...officerRows(Expiry, paperReach),
    guarded: { when: `${ROW}.kind = 'COMPLAINT'`, needs: 'DISCIPLINE' },
  } satisfies RowType<Expiry>,
  backgroundReview: disciplineRows(BackgroundReview),
  complaint: disciplineRows(ComplaintNotice),
};

function reachBy(through: (condition: string) => string): Reach {
  const bounds = Object.entries(officerReach).map(([bound, condition]) => [bound, through(condition)]);
  return { ...Object.fromEntries(bounds), all: '1 = 1' };
}

function officerRows<T extends object>(entity: new () => T, reach: Reach): RowType<T> {
  return { entity, base: 'OFFICER', reach };
}

function disciplineRows<T extends object>(entity: new () => T): RowType<T> {
  return { entity, base: 'DISCIPLINE', reach: paperReach };
}

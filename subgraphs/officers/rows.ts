import { type Reach, ROW, type RowType } from '../kit/rowScope';
import { Authorization } from './Authorization.entity';
import { Certification } from './Certification.entity';
import { Credential } from './Credential.entity';
import { Officer } from './Officer.entity';

const officerReach: Reach = {
  all: '1 = 1',
  // An issuer may name any officer; one of another agency is none of the caller's.
  self: `${ROW}.id = :callerOfficer AND ${ROW}.agency_id = :callerAgency`,
  agency: `${ROW}.agency_id = :callerAgency`,
  aor: `${ROW}.agency_id IN (SELECT reach.agency_id FROM agency_reach reach WHERE reach.field_office = :callerFieldOffice)`,
  state: `${ROW}.agency_id IN (SELECT reach.agency_id FROM agency_reach reach WHERE reach.state_abbr = :callerState)`,
};

const ofOfficer = (condition: string): string =>
  `${ROW}.officer_id IN (SELECT officer.id FROM officer WHERE ${condition.replaceAll(ROW, 'officer')})`;

/** An officer's papers are reached with the officer. */
const paperReach: Reach = {
  ...Object.fromEntries(Object.entries(officerReach).map(([bound, condition]) => [bound, ofOfficer(condition)])),
  all: '1 = 1',
};

/** Every table of this subgraph that callers read, and who reaches its rows. */
export const rows = {
  officer: officerRows(Officer, officerReach),
  certification: officerRows(Certification, paperReach),
  authorization: officerRows(Authorization, paperReach),
  credential: officerRows(Credential, paperReach),
};

function officerRows<T extends object>(entity: new () => T, reach: Reach): RowType<T> {
  return { entity, base: 'OFFICER', reach };
}

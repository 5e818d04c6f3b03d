import { PUBLIC_ROWS, type Reach, ROW, type RowType } from '../kit/rowScope';
import { Agency, AgencyAlias, AgencyJurisdiction, AgencyOri } from './Agency.entity';
import {
  Addendum,
  Agreement,
  AgreementApproval,
  AgreementEvent,
  AgreementNotice,
  ReviewMeeting,
} from './Agreement.entity';
import { DetentionAgreement } from './DetentionAgreement.entity';
import { Facility, FacilityAgency } from './Facility.entity';
import { DutyContact, FieldOffice, FieldOfficeArea } from './FieldOffice.entity';
import { ImportProposal } from './ImportProposal.entity';
import { Jurisdiction } from './Jurisdiction.entity';
import { ListPublication } from './ListPublication.entity';
import { MoaTemplate } from './MoaTemplate.entity';
import { StatePolicy } from './StatePolicy.entity';

/** Agencies of the caller's own bound; what belongs to an agency is reached with it. */
const agencyBounds = {
  agency: 'reach.id = :callerAgency',
  aor: 'reach.field_office_id IN (SELECT office.id FROM field_office office WHERE office.name = :callerFieldOffice)',
  state: 'reach.state_abbr = :callerState',
};

const withAgency = (condition: string) => `${ROW}.agency_id IN (SELECT reach.id FROM agency reach WHERE ${condition})`;
const withFacility = (facility: string) => (condition: string) =>
  `${facility} IN (SELECT link.facility_id FROM facility_agency link JOIN agency reach ON reach.id = link.agency_id WHERE ${condition})`;
const withAgreement = (condition: string) =>
  `${ROW}.agreement_id IN (SELECT made.id FROM agreement made JOIN agency reach ON reach.id = made.agency_id WHERE ${condition})`;
const withOffice = (office: string) => (condition: string) =>
  `${office} IN (SELECT reach.field_office_id FROM agency reach WHERE ${condition})`;

/** Every table of this subgraph and who reaches its rows: agencies and agreements are public record, what is done under them is not. */
export const rows = {
  addendum: publicRows(Addendum),
  agency: publicRows(
    Agency,
    boundBy((condition) => `${ROW}.id IN (SELECT reach.id FROM agency reach WHERE ${condition})`),
  ),
  agencyAlias: publicRows(AgencyAlias),
  agencyJurisdiction: publicRows(AgencyJurisdiction),
  agencyOri: publicRows(AgencyOri),
  agreement: publicRows(Agreement, boundBy(withAgency)),
  agreementApproval: operationalRows(AgreementApproval, boundBy(withAgreement)),
  agreementEvent: publicRows(AgreementEvent),
  agreementNotice: operationalRows(AgreementNotice, boundBy(withAgreement)),
  detentionAgreement: operationalRows(DetentionAgreement, boundBy(withFacility(`${ROW}.facility_id`))),
  dutyContact: operationalRows(DutyContact, officeReach(`${ROW}.field_office_id`)),
  facility: publicRows(Facility, boundBy(withFacility(`${ROW}.id`))),
  facilityAgency: publicRows(FacilityAgency),
  fieldOffice: publicRows(FieldOffice, officeReach(`${ROW}.id`)),
  fieldOfficeArea: publicRows(FieldOfficeArea),
  importProposal: operationalRows(ImportProposal, boundBy(withAgency)),
  jurisdiction: publicRows(Jurisdiction),
  /** Lists concern everyone who has an agency, area or state at all. */
  listPublication: operationalRows(ListPublication, {
    ...PUBLIC_ROWS,
    agency: ':callerAgency IS NOT NULL',
    aor: ':callerFieldOffice IS NOT NULL',
    state: ':callerState IS NOT NULL',
  }),
  moaTemplate: publicRows(MoaTemplate),
  /** Agreements as far as the caller acts for a party, for what is not public of them. */
  ownAgreement: operationalRows(Agreement, boundBy(withAgency)),
  reviewMeeting: operationalRows(ReviewMeeting, boundBy(withAgreement)),
  statePolicy: publicRows(StatePolicy),
};

function boundBy(through: (condition: string) => string): Reach {
  const { agency, aor, state } = agencyBounds;
  return { ...PUBLIC_ROWS, agency: through(agency), aor: through(aor), state: through(state) };
}

/** A field office reaches itself, also while no agency lies in its area. */
function officeReach(office: string): Reach {
  const own = `${office} IN (SELECT office.id FROM field_office office WHERE office.name = :callerFieldOffice)`;
  return { ...boundBy(withOffice(office)), aor: own };
}

function publicRows<T extends object>(entity: new () => T, reach: Reach = PUBLIC_ROWS): RowType<T> {
  return { entity, base: 'PUBLIC', reach };
}

function operationalRows<T extends object>(entity: new () => T, reach: Reach): RowType<T> {
  return { entity, base: 'OPERATIONAL', reach };
}

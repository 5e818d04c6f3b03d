import { PUBLIC_ROWS, type RowType } from '../kit/rowScope';
import { Agency, AgencyAlias, AgencyJurisdiction, AgencyOri } from './Agency.entity';
import { Agreement, AgreementEvent } from './Agreement.entity';
import { Facility, FacilityAgency } from './Facility.entity';
import { FieldOffice } from './FieldOffice.entity';
import { Jurisdiction } from './Jurisdiction.entity';

/** Every table of this subgraph and who reaches its rows: agencies and agreements are public record. */
export const rows = {
  agency: publicRows(Agency),
  agencyAlias: publicRows(AgencyAlias),
  agencyJurisdiction: publicRows(AgencyJurisdiction),
  agencyOri: publicRows(AgencyOri),
  agreement: publicRows(Agreement),
  agreementEvent: publicRows(AgreementEvent),
  facility: publicRows(Facility),
  facilityAgency: publicRows(FacilityAgency),
  fieldOffice: publicRows(FieldOffice),
  jurisdiction: publicRows(Jurisdiction),
};

function publicRows<T extends object>(entity: new () => T): RowType<T> {
  return { entity, base: 'PUBLIC', reach: PUBLIC_ROWS };
}

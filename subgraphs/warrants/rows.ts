import { type Reach, ROW, type RowType } from '../kit/rowScope';
import { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { Booking } from './Booking.entity';
import { Detainer } from './Detainer.entity';
import { Hold } from './Hold.entity';
import { ServiceRecord } from './ServiceRecord.entity';
import { Subject } from './Subject.entity';

const where = (condition: string): string =>
  `${ROW}.facility_id IN (SELECT reach.facility_id FROM facility_reach reach WHERE ${condition})`;

/** What happens at a facility is reached with the facility; a facility named by the token counts only within its agency. */
const facilityReach: Reach = {
  all: '1 = 1',
  facility: where(
    'reach.agency_id = :callerAgency AND (:callerAllFacilities = 1 OR reach.facility_id IN (:...callerFacilities))',
  ),
  agency: where('reach.agency_id = :callerAgency'),
  aor: where('reach.field_office = :callerFieldOffice'),
  state: where('reach.state_abbr = :callerState'),
};

/** Every table of this subgraph that callers read, and who reaches its rows. */
export const rows = {
  subject: facilityRows(Subject),
  booking: facilityRows(Booking),
  detainer: facilityRows(Detainer),
  warrant: facilityRows(AdministrativeWarrant),
  service: facilityRows(ServiceRecord, { ...facilityReach, self: `${ROW}.officer_id = :callerOfficer` }),
  hold: facilityRows(Hold),
};

function facilityRows<T extends object>(entity: new () => T, reach: Reach = facilityReach): RowType<T> {
  return { entity, base: 'OPERATIONAL', reach };
}

import type { Category } from '../../schema/categories';
import { type Reach, ROW, type RowType } from '../kit/rowScope';
import { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { AuthorityDecision, Violation } from './AuthorityDecision.entity';
import { Booking } from './Booking.entity';
import { ClaimReport } from './ClaimReport.entity';
import { Detainer } from './Detainer.entity';
import { Hold } from './Hold.entity';
import { ServiceRecord } from './ServiceRecord.entity';
import { ServiceStop } from './ServiceStop.entity';
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

/** What an officer did is his own too. */
const ofOfficer: Reach = { ...facilityReach, self: `${ROW}.officer_id = :callerOfficer` };

/** Every table of this subgraph that callers read, and who reaches its rows. */
export const rows = {
  subject: facilityRows(Subject),
  booking: facilityRows(Booking),
  detainer: facilityRows(Detainer),
  warrant: facilityRows(AdministrativeWarrant),
  stop: facilityRows(ServiceStop),
  service: facilityRows(ServiceRecord, ofOfficer),
  hold: facilityRows(Hold),
  decision: facilityRows(AuthorityDecision, ofOfficer, ['OFFICER']),
  violation: facilityRows(Violation, ofOfficer, ['OFFICER']),
  claim: facilityRows(ClaimReport, facilityReach, ['CITIZENSHIP']),
  /** Holds as they are counted: nothing of one is shown. */
  countedHold: { entity: Hold, base: 'STATISTIC', reach: facilityReach } satisfies RowType<Hold>,
};

function facilityRows<T extends object>(
  entity: new () => T,
  reach: Reach = facilityReach,
  further: readonly Category[] = [],
): RowType<T> {
  return { entity, base: 'OPERATIONAL', further, reach };
}

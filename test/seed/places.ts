import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { Agency, AgencyJurisdiction, AgencyOri } from '../../subgraphs/jurisdictions/Agency.entity';
import { Agreement, AgreementEvent } from '../../subgraphs/jurisdictions/Agreement.entity';
import { Facility, FacilityAgency } from '../../subgraphs/jurisdictions/Facility.entity';
import { FacilityReach } from '../../subgraphs/warrants/Subject.entity';
import { rowsOf, type TableRows } from './insertRows';

/** Where an invented agency may lie; its ORI begins with ZZ, which is no state. */
const STATES = [
  { stateAbbr: 'TX', office: 'San Antonio', timeZone: 'America/Chicago', geoid: '48029' },
  { stateAbbr: 'FL', office: 'Miami', timeZone: 'America/New_York', geoid: '12086' },
  { stateAbbr: 'GA', office: 'Atlanta', timeZone: 'America/New_York', geoid: '13121' },
] as const;
const SIGNED_ON = '2025-04-16';

/** One agency with its jail and its agreement. */
export interface Place {
  readonly number: number;
  readonly agencyId: string;
  readonly facilityId: string;
  readonly agreementId: string;
  readonly stateAbbr: string;
  readonly office: string;
  readonly timeZone: string;
  readonly geoid: string;
}

/** The first is the one whose desk is asked: it has the ids that the development roles name. */
export function placesOf(count: number, newId: () => string): readonly Place[] {
  const desk = { agencyId: ID.agencyTx, facilityId: ID.facilityTxMain, agreementId: ID.agreementTxWso };
  return Array.from({ length: count }, (_, number) => {
    const state = STATES[number % STATES.length] ?? STATES[0];
    const ids = number === 0 ? desk : { agencyId: newId(), facilityId: newId(), agreementId: newId() };
    return { number, ...ids, ...state };
  });
}

export interface KnownReference {
  /** Ids by the name of the field office. */
  readonly offices: ReadonlyMap<string, string>;
  /** Of the text that the agreements follow. */
  readonly templateId: string | null;
}

/** What jurisdictions keeps of the places. */
export function placeRows(
  places: readonly Place[],
  newId: () => string,
  { offices, templateId }: KnownReference,
): readonly TableRows[] {
  const agency = ({ number, agencyId, stateAbbr, office }: Place): Partial<Agency> => ({
    id: agencyId,
    slug: `${stateAbbr}-test-county-${number}`,
    name: `TEST-County ${number} Sheriff's Office`,
    kind: 'SHERIFF',
    level: 'COUNTY',
    stateAbbr,
    fieldOfficeId: offices.get(office) ?? null,
  });
  return [
    rowsOf(Agency, places.map(agency)),
    rowsOf(
      AgencyJurisdiction,
      places.map(({ agencyId, geoid }) => ({ id: newId(), agencyId, geoid })),
    ),
    rowsOf(
      AgencyOri,
      places.map(({ number, agencyId }) => ({ id: newId(), agencyId, ori: `ZZ${String(number).padStart(7, '0')}` })),
    ),
    rowsOf(
      Facility,
      places.map(({ number, facilityId, timeZone }) => ({
        ...{ id: facilityId, name: `TEST-County ${number} Jail`, timeZone },
        kind: 'COUNTY_JAIL',
      })),
    ),
    rowsOf(
      FacilityAgency,
      places.map(({ facilityId, agencyId }) => ({ id: newId(), facilityId, agencyId })),
    ),
    rowsOf(
      Agreement,
      places.map((place) => agreement(place, templateId)),
    ),
    rowsOf(
      AgreementEvent,
      places.map(({ agreementId }) => ({ id: newId(), agreementId, code: 'LISTED', seenOn: SIGNED_ON })),
    ),
  ];
}

function agreement({ agreementId, agencyId, stateAbbr }: Place, templateId: string | null): Partial<Agreement> {
  return {
    ...{ id: agreementId, agencyId, stateAbbr, model: 'WSO', status: 'ACTIVE', moaStatus: 'LINK_PENDING' },
    ...{ signedOn: SIGNED_ON, leaSignedOn: SIGNED_ON, iceSignedOn: SIGNED_ON, effectiveOn: SIGNED_ON },
    ...{ generation: 1, isSuspended: false, templateId },
  };
}

/** What warrants keeps of the places. */
export function reachRows(places: readonly Place[]): readonly TableRows[] {
  const reach = places.map(({ facilityId, agencyId, office, stateAbbr }) => ({
    ...{ facilityId, agencyId, stateAbbr },
    fieldOffice: office,
  }));
  return [rowsOf(FacilityReach, reach)];
}

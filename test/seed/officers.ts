import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { Authorization } from '../../subgraphs/officers/Authorization.entity';
import { Certification } from '../../subgraphs/officers/Certification.entity';
import { Credential } from '../../subgraphs/officers/Credential.entity';
import { Expiry } from '../../subgraphs/officers/Expiry.entity';
import { AgencyReach, Officer } from '../../subgraphs/officers/Officer.entity';
import { lastInstantOf } from '../../subgraphs/officers/rules/statusAt';
import { CLAUSES, clausesOf } from '../kit/clauses';
import { rowsOf, type TableRows } from './insertRows';
import type { Place } from './places';

const EXPIRES_ON = '2028-06-20';

/** An officer who may serve at one place. */
export interface SeededOfficer {
  readonly id: string;
  readonly number: number;
  readonly place: Place;
}

/** Officers of the places by turns; the first is the one whom the development roles name. */
export function officersOf(count: number, places: readonly Place[], newId: () => string): readonly SeededOfficer[] {
  return Array.from({ length: count }, (_, number) => ({
    id: number === 0 ? ID.officerTxWso : newId(),
    number,
    place: places[number % places.length] as Place,
  }));
}

interface OfficerParts {
  readonly officers: readonly SeededOfficer[];
  readonly places: readonly Place[];
  readonly newId: () => string;
  readonly now: Date;
}

/** Officers with all papers of an authorized one, and what of it runs out. */
export function officerRows({ officers, places, newId, now }: OfficerParts): readonly TableRows[] {
  const expiresAt = new Date(lastInstantOf(EXPIRES_ON));
  const each = <T>(of: (officer: SeededOfficer) => T): readonly T[] => officers.map(of);
  const reach = places.map(({ agencyId, office, stateAbbr, timeZone }) => ({
    ...{ agencyId, stateAbbr, timeZone },
    ...{ fieldOffice: office, clauses: CLAUSES, checkedAt: now },
  }));
  const expiry = ({ id, place: { agencyId } }: SeededOfficer) => ({
    ...{ id: newId(), officerId: id, agencyId },
    ...{ kind: 'CREDENTIAL', expiresAt },
  });
  return [
    rowsOf(AgencyReach, reach),
    rowsOf(
      Officer,
      each((one) => person(one, expiresAt)),
    ),
    rowsOf(
      Certification,
      each(({ id }) => ({ id: newId(), officerId: id, model: 'WSO', certifiedOn: '2025-06-02', scorePercent: 88 })),
    ),
    rowsOf(
      Authorization,
      each((one) => authorization(one, newId())),
    ),
    rowsOf(
      Credential,
      each(({ id }) => ({
        ...{ id: newId(), officerId: id, status: 'ISSUED' },
        ...{ issuedOn: '2025-06-20', expiresOn: EXPIRES_ON },
      })),
    ),
    rowsOf(Expiry, each(expiry)),
  ];
}

function person({ id, number, place: { agencyId } }: SeededOfficer, nextExpiryAt: Date): Partial<Officer> {
  return {
    ...{ id, agencyId, givenName: `TEST-${number}`, surName: `TEST-Officer ${number}`, badgeId: `T${number}` },
    ...{ model: 'WSO', status: 'AUTHORIZED', detentionDuty: true, nominationEligible: true, monthsOfService: 60 },
    nextExpiryAt,
  };
}

function authorization({ id, place: { agreementId } }: SeededOfficer, ownId: string): Partial<Authorization> {
  return {
    ...{ id: ownId, officerId: id, agreementId, functions: clausesOf('WSO').functions, status: 'ACTIVE' },
    ...{ letterSignedOn: '2025-06-16', form70006ExecutedOn: '2025-06-16' },
    ...{ signedByPosition: 'FIELD_OFFICE_DIRECTOR', supervisingPosition: 'SUPERVISORY_OFFICER' },
    validFromAt: new Date('2025-06-16T05:00:00.000Z'),
  };
}

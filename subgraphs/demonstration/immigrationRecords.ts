import { ulid } from 'ulid';
import type { Stores } from '../kit/context';
import { writeVersion } from '../kit/protectedVersions';
import { unitOfWork } from '../kit/unitOfWork';
import { type ImmigrationFacts, NO_FACTS } from '../warrants/acts/recordImmigration';
import { immigrationRecords } from '../warrants/protectedTypes';

/** By booking number; numbers lie below the first that was ever given out. One person has no record. */
const RECORDS: Readonly<Record<string, Partial<ImmigrationFacts>>> = {
  'T-2026-0001': {
    alienNumber: 'A000000101',
    citizenshipCountries: ['HND'],
    usCitizenIndicator: false,
    nationality: 'HND',
    birthCountry: 'HND',
    removabilityBasis: ['CHARGING_DOCUMENT'],
  },
  'T-2026-0002': {
    alienNumber: 'A000000102',
    citizenshipCountries: ['GTM'],
    usCitizenIndicator: false,
    nationality: 'GTM',
    birthCountry: 'GTM',
    removabilityBasis: ['FINAL_ORDER'],
    finalOrderIssuer: 'Immigration judge',
    finalOrderOn: '2024-11-06',
    priorDeportation: true,
  },
  'T-2026-0003': {
    alienNumber: 'A000000103',
    citizenshipCountries: ['POL', 'USA'],
    usCitizenIndicator: null,
    nationality: 'POL',
    birthCountry: 'POL',
    removabilityBasis: ['BIOMETRIC_RECORDS_CHECK'],
    iceNarrative: 'TEST narrative.',
  },
  'T-2026-0004': {
    alienNumber: 'A000000104',
    citizenshipCountries: ['SLV'],
    usCitizenIndicator: false,
    nationality: 'SLV',
    birthCountry: 'SLV',
    removabilityBasis: ['PENDING_PROCEEDINGS'],
  },
  'F-2026-0001': {
    alienNumber: 'A000000201',
    citizenshipCountries: ['TUR'],
    usCitizenIndicator: false,
    nationality: 'TUR',
    birthCountry: 'TUR',
    removabilityBasis: ['FINAL_ORDER'],
    finalOrderIssuer: 'Board of Immigration Appeals',
    finalOrderOn: '2025-01-15',
  },
  'G-2026-0001': {
    alienNumber: 'A000000301',
    citizenshipCountries: ['HTI'],
    usCitizenIndicator: false,
    nationality: 'HTI',
    birthCountry: 'HTI',
    removabilityBasis: ['STATEMENTS_OR_EVIDENCE'],
  },
};

/** Writes the records of those persons that have one, version first and pointer after. */
export async function insertImmigrationRecords(
  stores: Stores,
  subjects: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  if (stores.protected === null) throw new Error('The protected store is not open.');
  const both = { operational: stores.operational, protected: stores.protected };
  for (const [bookingNumber, facts] of Object.entries(RECORDS)) {
    const entityId = subjects.get(bookingNumber);
    if (entityId === undefined) continue;
    const factsFrom = () => ({ ...NO_FACTS, ...facts });
    const point = await writeVersion(immigrationRecords, both, { entityId, actId: ulid(), writtenAt: now, factsFrom });
    await unitOfWork(stores.operational, point);
  }
}

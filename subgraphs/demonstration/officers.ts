import type { EntityManager } from 'typeorm';
import { ulid } from 'ulid';
import { Authorization } from '../officers/Authorization.entity';
import { Certification } from '../officers/Certification.entity';
import { Credential } from '../officers/Credential.entity';
import { AgencyReach, Officer } from '../officers/Officer.entity';
import { DEMONSTRATION as ID } from './ids';

const AGENCY_REACH = [
  { agencyId: ID.agencyTx, fieldOffice: 'San Antonio', stateAbbr: 'TX' },
  { agencyId: ID.agencyFl, fieldOffice: 'Miami', stateAbbr: 'FL' },
  { agencyId: ID.agencyFlCity, fieldOffice: 'Miami', stateAbbr: 'FL' },
  { agencyId: ID.agencyGa, fieldOffice: 'Atlanta', stateAbbr: 'GA' },
] as const;

interface DemonstrationOfficer {
  readonly id: string;
  readonly agencyId: string;
  readonly agreementId: string;
  readonly givenName: string;
  readonly surName: string;
  readonly badgeId: string;
  readonly model: string;
  readonly status: string;
}

/** Invented officers of each model, one of them withdrawn by ICE. */
const OFFICERS: readonly DemonstrationOfficer[] = [
  officer(ID.officerTxWso, {
    agencyId: ID.agencyTx,
    agreementId: ID.agreementTxWso,
    name: 'TEST-Adair TEST-Quillfeather',
    badgeId: 'T0101',
    model: 'WSO',
  }),
  officer(ID.officerTxWsoSecond, {
    agencyId: ID.agencyTx,
    agreementId: ID.agreementTxWso,
    name: 'TEST-Bryn TEST-Osterhagen',
    badgeId: 'T0102',
    model: 'WSO',
  }),
  {
    ...officer(ID.officerTxWithdrawn, {
      agencyId: ID.agencyTx,
      agreementId: ID.agreementTxWso,
      name: 'TEST-Corin TEST-Vandersloot',
      badgeId: 'T0103',
      model: 'WSO',
    }),
    status: 'WITHDRAWN',
  },
  officer(ID.officerFlJem, {
    agencyId: ID.agencyFl,
    agreementId: ID.agreementFlJem,
    name: 'TEST-Dara TEST-Winterbourne',
    badgeId: 'T0201',
    model: 'JEM',
  }),
  officer(ID.officerFlWso, {
    agencyId: ID.agencyFl,
    agreementId: ID.agreementFlWso,
    name: 'TEST-Ellis TEST-Marchbanks',
    badgeId: 'T0202',
    model: 'WSO',
  }),
  officer(ID.officerGaTfm, {
    agencyId: ID.agencyGa,
    agreementId: ID.agreementGaTfm,
    name: 'TEST-Finley TEST-Haverstock',
    badgeId: 'T0301',
    model: 'TFM',
  }),
];

const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  WSO: ['SERVE_EXECUTE_I200', 'SERVE_I205'],
  JEM: [
    'SERVE_EXECUTE_I200',
    'SERVE_I205',
    'INTERROGATE',
    'PROCESS_VIOLATION',
    'ADMINISTER_OATH_TAKE_EVIDENCE',
    'PREPARE_CHARGING_DOCUMENT',
    'ISSUE_DETAINER',
    'PREPARE_I213',
    'DETAIN_AND_TRANSPORT',
  ],
  TFM: [
    'SERVE_EXECUTE_I200',
    'INTERROGATE',
    'PROCESS_VIOLATION',
    'WARRANTLESS_ARREST_CIVIL',
    'WARRANTLESS_ARREST_FELONY',
    'DETAIN_AND_TRANSPORT',
  ],
};

/** Inserts the officers with the papers that their status needs. */
export async function insertOfficers(manager: EntityManager): Promise<void> {
  await manager.insert(AgencyReach, [...AGENCY_REACH]);
  for (const { agreementId, ...person } of OFFICERS) {
    await manager.insert(Officer, { ...person, detentionDuty: person.model !== 'TFM', nominationEligible: true });
    const officerId = person.id;
    const isActive = person.status === 'AUTHORIZED';
    await manager.insert(Certification, {
      id: ulid(),
      officerId,
      model: person.model,
      certifiedOn: '2025-06-02',
      scorePercent: 88,
    });
    await manager.insert(Authorization, {
      id: ulid(),
      officerId,
      agreementId,
      functions: FUNCTIONS[person.model] ?? [],
      letterSignedOn: '2025-06-16',
      form70006ExecutedOn: '2025-06-16',
      validFromAt: new Date('2025-06-16T05:00:00.000Z'),
      validUntilAt: person.model === 'TFM' ? new Date('2027-06-16T05:00:00.000Z') : null,
      supervisingPosition: 'TEST Supervisory Detention and Deportation Officer',
      status: isActive ? 'ACTIVE' : 'WITHDRAWN',
    });
    await manager.insert(Credential, {
      id: ulid(),
      officerId,
      issuedOn: '2025-06-20',
      expiresOn: '2028-06-20',
      returnedOn: isActive ? null : '2026-02-02',
      status: isActive ? 'ISSUED' : 'RETURNED',
    });
  }
}

function officer(
  id: string,
  { name, ...rest }: Omit<DemonstrationOfficer, 'id' | 'givenName' | 'surName' | 'status'> & { readonly name: string },
): DemonstrationOfficer {
  const [givenName = '', surName = ''] = name.split(' ');
  return { id, givenName, surName, status: 'AUTHORIZED', ...rest };
}

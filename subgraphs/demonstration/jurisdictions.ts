import type { EntityManager } from 'typeorm';
import { ulid } from 'ulid';
import { countChange } from '../jurisdictions/ActingRevision.entity';
import { Agency, AgencyAlias, AgencyJurisdiction, AgencyOri } from '../jurisdictions/Agency.entity';
import { Agreement, AgreementEvent } from '../jurisdictions/Agreement.entity';
import { DetentionAgreement } from '../jurisdictions/DetentionAgreement.entity';
import { Facility, FacilityAgency } from '../jurisdictions/Facility.entity';
import { DutyContact, FieldOffice } from '../jurisdictions/FieldOffice.entity';
import { MoaTemplate } from '../jurisdictions/MoaTemplate.entity';
import { DEMONSTRATION as ID } from './ids';

interface DemonstrationAgency {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  readonly stateAbbr: string;
  readonly office: string;
  readonly geoid: string;
  readonly oris: readonly string[];
}

/** Invented agencies in real counties; their ORIs begin with ZZ, which is no state. */
const AGENCIES: readonly DemonstrationAgency[] = [
  {
    id: ID.agencyTx,
    slug: 'TX-test-mesquite-flats-county-sheriffs-office',
    name: "TEST-Mesquite Flats County Sheriff's Office",
    kind: 'SHERIFF',
    level: 'COUNTY',
    stateAbbr: 'TX',
    office: 'San Antonio',
    geoid: '48029',
    oris: ['ZZ0000100'],
  },
  {
    id: ID.agencyFl,
    slug: 'FL-test-palmetto-key-county-sheriffs-office',
    name: "TEST-Palmetto Key County Sheriff's Office",
    kind: 'SHERIFF',
    level: 'COUNTY',
    stateAbbr: 'FL',
    office: 'Miami',
    geoid: '12086',
    oris: ['ZZ0000200', 'ZZ0000201', 'ZZ0000202', 'ZZ0000203', 'ZZ0000204'],
  },
  {
    id: ID.agencyFlCity,
    slug: 'FL-test-sawgrass-city-police-department',
    name: 'TEST-Sawgrass City Police Department',
    kind: 'POLICE',
    level: 'MUNICIPAL',
    stateAbbr: 'FL',
    office: 'Miami',
    geoid: '12086',
    oris: [],
  },
  {
    id: ID.agencyGa,
    slug: 'GA-test-cedar-ridge-county-sheriffs-office',
    name: "TEST-Cedar Ridge County Sheriff's Office",
    kind: 'SHERIFF',
    level: 'COUNTY',
    stateAbbr: 'GA',
    office: 'Atlanta',
    geoid: '13121',
    oris: ['ZZ0000300'],
  },
];

const FACILITIES = [
  { id: ID.facilityTxMain, name: 'TEST-Mesquite Flats County Jail', timeZone: 'America/Chicago', kind: 'COUNTY_JAIL' },
  { id: ID.facilityTxAnnex, name: 'TEST-Mesquite Flats Annex', timeZone: 'America/Chicago', kind: 'WORK_RELEASE' },
  { id: ID.facilityFl, name: 'TEST-Palmetto Key Regional Jail', timeZone: 'America/New_York', kind: 'REGIONAL_JAIL' },
  { id: ID.facilityGa, name: 'TEST-Cedar Ridge County Jail', timeZone: 'America/New_York', kind: 'COUNTY_JAIL' },
] as const;

/** Which agencies run which facility; the regional jail in Florida has two. */
export const FACILITY_AGENCIES = [
  { facilityId: ID.facilityTxMain, agencyId: ID.agencyTx, fieldOffice: 'San Antonio', stateAbbr: 'TX' },
  { facilityId: ID.facilityTxAnnex, agencyId: ID.agencyTx, fieldOffice: 'San Antonio', stateAbbr: 'TX' },
  { facilityId: ID.facilityFl, agencyId: ID.agencyFl, fieldOffice: 'Miami', stateAbbr: 'FL' },
  { facilityId: ID.facilityFl, agencyId: ID.agencyFlCity, fieldOffice: 'Miami', stateAbbr: 'FL' },
  { facilityId: ID.facilityGa, agencyId: ID.agencyGa, fieldOffice: 'Atlanta', stateAbbr: 'GA' },
] as const;

const AGREEMENTS = [
  { id: ID.agreementTxWso, agencyId: ID.agencyTx, stateAbbr: 'TX', model: 'WSO', signedOn: '2025-04-16' },
  { id: ID.agreementFlWso, agencyId: ID.agencyFl, stateAbbr: 'FL', model: 'WSO', signedOn: '2025-02-26' },
  { id: ID.agreementFlJem, agencyId: ID.agencyFl, stateAbbr: 'FL', model: 'JEM', signedOn: '2025-03-03' },
  { id: ID.agreementFlCityWso, agencyId: ID.agencyFlCity, stateAbbr: 'FL', model: 'WSO', signedOn: '2025-05-20' },
  { id: ID.agreementGaTfm, agencyId: ID.agencyGa, stateAbbr: 'GA', model: 'TFM', signedOn: '2025-03-11' },
] as const;

/** The revision that each model's demonstration agreements follow. */
const REVISIONS: Readonly<Record<string, string>> = { WSO: '2025-02-14', JEM: '2025-02-15', TFM: '2025-03-07' };

/** Offices with somebody on duty as long as the demonstration runs; in Atlanta there is nobody. */
const ON_DUTY = [
  { office: 'San Antonio', position: 'SUPERVISORY_OFFICER' },
  { office: 'San Antonio', position: 'DUTY_OFFICER' },
  { office: 'Miami', position: 'SUPERVISORY_OFFICER' },
] as const;

/** Inserts the agencies, facilities and agreements; the field offices are reference data and there already. */
export async function insertJurisdictions(manager: EntityManager): Promise<void> {
  const offices = new Map((await manager.find(FieldOffice)).map(({ name, id }) => [name, id]));
  for (const { office, geoid, oris, ...agency } of AGENCIES) {
    await manager.insert(Agency, { ...agency, fieldOfficeId: offices.get(office) ?? null });
    await manager.insert(AgencyJurisdiction, { id: ulid(), agencyId: agency.id, geoid });
    await manager.insert(
      AgencyOri,
      oris.map((ori) => ({ id: ulid(), agencyId: agency.id, ori })),
    );
  }
  await manager.insert(AgencyAlias, { id: ulid(), agencyId: ID.agencyTx, name: 'TEST-Mesquite Flats Sheriffs Office' });
  // One by one and copied: an insertion writes the version it drew back into what it was given.
  for (const facility of FACILITIES) await manager.insert(Facility, { ...facility });
  const links = FACILITY_AGENCIES.map(({ facilityId, agencyId }) => ({ id: ulid(), facilityId, agencyId }));
  await manager.insert(FacilityAgency, links);
  await insertAgreements(manager);
  await manager.insert(
    DutyContact,
    ON_DUTY.map(({ office, position }) => ({
      id: ulid(),
      fieldOfficeId: offices.get(office) ?? '',
      position,
      startsAt: new Date('2026-01-01T00:00:00.000Z'),
      endsAt: new Date('2036-01-01T00:00:00.000Z'),
    })),
  );
  await manager.insert(DetentionAgreement, {
    id: ulid(),
    facilityId: ID.facilityFl,
    reference: 'TEST-IGSA-0001',
    startsOn: '2025-10-01',
    endsOn: '2027-09-30',
  });
  await countChange(manager);
}

/** Inserts the agreements, each with the text that it follows. */
export async function insertAgreements(manager: EntityManager): Promise<void> {
  const templates = new Map(
    (await manager.find(MoaTemplate)).map(({ id, model, revisionOn }) => [`${model} ${revisionOn}`, id]),
  );
  for (const agreement of AGREEMENTS) {
    await manager.insert(Agreement, {
      ...agreement,
      generation: 1,
      isSuspended: false,
      templateId: templates.get(`${agreement.model} ${REVISIONS[agreement.model]}`) ?? null,
      leaSignedOn: agreement.signedOn,
      iceSignedOn: agreement.signedOn,
      effectiveOn: agreement.signedOn,
      status: 'ACTIVE',
      moaStatus: 'LINK_PENDING',
      moaUrl: null,
      addendumUrl: null,
      firstListedOn: null,
      lastListedOn: null,
    });
  }
  await manager.insert(
    AgreementEvent,
    AGREEMENTS.map(({ id, signedOn }) => ({ id: ulid(), agreementId: id, code: 'LISTED', seenOn: signedOn })),
  );
}

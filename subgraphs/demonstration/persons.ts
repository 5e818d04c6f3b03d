import { DEMONSTRATION as ID } from './ids';

/** An invented person in custody, with the paper that ICE lodged. */
export interface Person {
  readonly bookingNumber: string;
  readonly facilityId: string;
  readonly office: string;
  readonly givenName: string;
  readonly surName: string;
  readonly birthDate: string;
  readonly sexCode: string;
  readonly language: string;
  readonly form: 'I200' | 'I205';
  readonly status: string;
  readonly releaseInHours: number;
  /** Whether local charges are concluded and the detainer was served on the person. */
  readonly isReady: boolean;
  /** Who served the warrant, at the scheduled release; null: not served. */
  readonly servedBy: { readonly officerId: string; readonly agreementId: string } | null;
}

const TX_MAIN = { facilityId: ID.facilityTxMain, office: 'San Antonio' };
const FL = { facilityId: ID.facilityFl, office: 'Miami' };

export const PERSONS: readonly Person[] = [
  {
    ...TX_MAIN,
    bookingNumber: 'T-2026-0001',
    givenName: 'TEST-Ansel',
    surName: 'TEST-Brightwater',
    birthDate: '1990-02-11',
    sexCode: 'M',
    language: 'es',
    form: 'I200',
    status: 'DESIGNATED',
    releaseInHours: 5,
    isReady: true,
    servedBy: null,
  },
  {
    ...TX_MAIN,
    bookingNumber: 'T-2026-0002',
    givenName: 'TEST-Maris',
    surName: 'TEST-Coldwell',
    birthDate: '1984-07-30',
    sexCode: 'F',
    language: 'en',
    form: 'I205',
    status: 'LODGED',
    releaseInHours: 20,
    isReady: false,
    servedBy: null,
  },
  {
    ...TX_MAIN,
    bookingNumber: 'T-2026-0003',
    givenName: 'TEST-Teodor',
    surName: 'TEST-Larkspur',
    birthDate: '1977-12-05',
    sexCode: 'M',
    language: 'pl',
    form: 'I200',
    status: 'EXECUTED',
    releaseInHours: -10,
    isReady: true,
    servedBy: { officerId: ID.officerTxWso, agreementId: ID.agreementTxWso },
  },
  {
    facilityId: ID.facilityTxAnnex,
    office: 'San Antonio',
    bookingNumber: 'T-2026-0004',
    givenName: 'TEST-Yara',
    surName: 'TEST-Nightingale',
    birthDate: '1995-05-19',
    sexCode: 'F',
    language: 'es',
    form: 'I200',
    status: 'LODGED',
    releaseInHours: 30,
    isReady: false,
    servedBy: null,
  },
  {
    ...FL,
    bookingNumber: 'F-2026-0001',
    givenName: 'TEST-Ozan',
    surName: 'TEST-Fairbairn',
    birthDate: '1988-09-02',
    sexCode: 'M',
    language: 'tr',
    form: 'I205',
    status: 'DESIGNATED',
    releaseInHours: 8,
    isReady: false,
    servedBy: null,
  },
  {
    ...FL,
    bookingNumber: 'F-2026-0002',
    givenName: 'TEST-Linnea',
    surName: 'TEST-Greycastle',
    birthDate: '1992-01-23',
    sexCode: 'F',
    language: 'en',
    form: 'I200',
    status: 'LODGED',
    releaseInHours: 26,
    isReady: false,
    servedBy: null,
  },
  {
    facilityId: ID.facilityGa,
    office: 'Atlanta',
    bookingNumber: 'G-2026-0001',
    givenName: 'TEST-Casimir',
    surName: 'TEST-Underhill',
    birthDate: '1981-03-14',
    sexCode: 'M',
    language: 'fr',
    form: 'I200',
    status: 'LODGED',
    releaseInHours: 50,
    isReady: false,
    servedBy: null,
  },
];

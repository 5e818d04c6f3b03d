import { DEMONSTRATION as ID } from './ids';

export interface DemonstrationOfficer {
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
export const OFFICERS: readonly DemonstrationOfficer[] = [
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

function officer(
  id: string,
  { name, ...rest }: Omit<DemonstrationOfficer, 'id' | 'givenName' | 'surName' | 'status'> & { readonly name: string },
): DemonstrationOfficer {
  const [givenName = '', surName = ''] = name.split(' ');
  return { id, givenName, surName, status: 'AUTHORIZED', ...rest };
}

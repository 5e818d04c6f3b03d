import type { Resolvers } from '../kit/executableSchema';
import type { StoreOptions } from '../kit/store';
import { Agency, AgencyAlias, AgencyJurisdiction, AgencyOri } from './Agency.entity';
import { agencyResolvers } from './Agency.resolvers';
import { Agreement, AgreementEvent } from './Agreement.entity';
import { agreementResolvers } from './Agreement.resolvers';
import { Facility, FacilityAgency } from './Facility.entity';
import { facilityResolvers } from './Facility.resolvers';
import { FieldOffice } from './FieldOffice.entity';
import { Jurisdiction } from './Jurisdiction.entity';
import { migrations } from './migrations';

export const operational: Pick<StoreOptions, 'entities' | 'migrations'> = {
  entities: [
    Jurisdiction,
    FieldOffice,
    Agency,
    AgencyJurisdiction,
    AgencyOri,
    AgencyAlias,
    Facility,
    FacilityAgency,
    Agreement,
    AgreementEvent,
  ],
  migrations,
};

export const resolvers: Resolvers = {
  ...agencyResolvers,
  ...facilityResolvers,
  ...agreementResolvers,
  Query: { ...agencyResolvers['Query'], ...facilityResolvers['Query'], ...agreementResolvers['Query'] },
};

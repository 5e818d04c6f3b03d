import type { SubgraphDefinition } from '../kit/definition';
import { Agency, AgencyAlias, AgencyJurisdiction, AgencyOri } from './Agency.entity';
import { agencyResolvers } from './Agency.resolvers';
import { Agreement, AgreementEvent } from './Agreement.entity';
import { agreementResolvers } from './Agreement.resolvers';
import { Facility, FacilityAgency } from './Facility.entity';
import { facilityResolvers } from './Facility.resolvers';
import { FieldOffice } from './FieldOffice.entity';
import { Jurisdiction } from './Jurisdiction.entity';
import { ListPublication, ListReportPart, ListRow } from './ListPublication.entity';
import { loadReference } from './loadReference';
import { migrations } from './migrations';
import { StagedAgency, StagedAlias, StagedArea } from './StagedAgency.entity';
import { StagedAgreement, StagedEvent } from './StagedAgreement.entity';

export const jurisdictions: SubgraphDefinition = {
  operational: {
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
      ListPublication,
      ListReportPart,
      ListRow,
      StagedAgency,
      StagedArea,
      StagedAlias,
      StagedAgreement,
      StagedEvent,
    ],
    migrations,
  },
  protected: null,
  resolvers: {
    ...agencyResolvers,
    ...facilityResolvers,
    ...agreementResolvers,
    Query: { ...agencyResolvers['Query'], ...facilityResolvers['Query'], ...agreementResolvers['Query'] },
  },
  services: {},
  loadReference: loadReference,
};

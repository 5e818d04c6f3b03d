import type { SubgraphDefinition } from '../kit/definition';
import { ActingRevision } from './ActingRevision.entity';
import { Agency, AgencyAlias, AgencyJurisdiction, AgencyOri } from './Agency.entity';
import { agencyResolvers } from './Agency.resolvers';
import {
  Addendum,
  Agreement,
  AgreementApproval,
  AgreementEvent,
  AgreementNotice,
  ReviewMeeting,
} from './Agreement.entity';
import { agreementResolvers } from './Agreement.resolvers';
import { actingConditions } from './acting/actingConditions';
import { mutations } from './acts/mutations';
import { agencyFacts } from './agencyFacts';
import { agreementEnds } from './agreementEnds';
import { DetentionAgreement } from './DetentionAgreement.entity';
import { Facility, FacilityAgency } from './Facility.entity';
import { facilityResolvers } from './Facility.resolvers';
import { DutyContact, FieldOffice, FieldOfficeArea } from './FieldOffice.entity';
import { fieldOfficeResolvers } from './FieldOffice.resolvers';
import { facilityPlaces } from './facilityPlaces';
import { ImportProposal } from './ImportProposal.entity';
import { importResolvers } from './ImportProposal.resolvers';
import { Jurisdiction } from './Jurisdiction.entity';
import { jurisdictionResolvers } from './Jurisdiction.resolvers';
import { ListPublication, ListReportPart, ListRow } from './ListPublication.entity';
import { loadReference } from './loadReference';
import { MoaTemplate } from './MoaTemplate.entity';
import { moaTemplateResolvers } from './MoaTemplate.resolvers';
import { migrations } from './migrations';
import { programmeResolvers } from './Programme.resolvers';
import { StagedAgency, StagedAlias, StagedArea } from './StagedAgency.entity';
import { StagedAgreement, StagedEvent } from './StagedAgreement.entity';
import { StatePolicy } from './StatePolicy.entity';

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
      AgreementNotice,
      Addendum,
      AgreementApproval,
      ReviewMeeting,
      ActingRevision,
      MoaTemplate,
      StatePolicy,
      FieldOfficeArea,
      DutyContact,
      DetentionAgreement,
      ListPublication,
      ListReportPart,
      ImportProposal,
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
    ...jurisdictionResolvers,
    ...fieldOfficeResolvers,
    ...agencyResolvers,
    ...facilityResolvers,
    ...moaTemplateResolvers,
    ...agreementResolvers,
    ...programmeResolvers,
    ...importResolvers,
    Query: {
      ...jurisdictionResolvers['Query'],
      ...fieldOfficeResolvers['Query'],
      ...agencyResolvers['Query'],
      ...facilityResolvers['Query'],
      ...moaTemplateResolvers['Query'],
      ...agreementResolvers['Query'],
      ...programmeResolvers['Query'],
      ...importResolvers['Query'],
    },
    Mutation: mutations,
  },
  services: { actingConditions, agencyFacts, agreementEnds, facilityPlaces },
  settings: {},
  sweeps: [],
  loadReference,
};

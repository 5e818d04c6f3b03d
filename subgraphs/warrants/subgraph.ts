import type { SubgraphDefinition } from '../kit/definition';
import type { Resolvers } from '../kit/executableSchema';
import { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { warrantResolvers } from './AdministrativeWarrant.resolvers';
import { AuthorityDecision, Violation } from './AuthorityDecision.entity';
import { decisionResolvers } from './AuthorityDecision.resolvers';
import { recheckServices } from './acts/confirmService';
import { sweepProtected } from './acts/sweepProtected';
import { Booking } from './Booking.entity';
import { bookingResolvers } from './Booking.resolvers';
import { ClaimAcknowledgement, ClaimReport, ClaimResolution } from './ClaimReport.entity';
import { claimResolvers } from './ClaimReport.resolvers';
import { Detainer } from './Detainer.entity';
import { detainerResolvers } from './Detainer.resolvers';
import { deskSettings } from './deskRules';
import { followFacilities } from './followFacilities';
import { Hold } from './Hold.entity';
import { holdResolvers } from './Hold.resolvers';
import { statisticsResolvers } from './HoldStatistics.resolvers';
import { ImmigrationRecord } from './ImmigrationRecord.entity';
import { migrations, protectedMigrations } from './migrations';
import { PaperGround } from './PaperGround.entity';
import { ProtectedHead } from './ProtectedHead.entity';
import { ServiceRecord } from './ServiceRecord.entity';
import { serviceResolvers } from './ServiceRecord.resolvers';
import { ServiceStop } from './ServiceStop.entity';
import { FacilityReach, Subject } from './Subject.entity';
import { subjectResolvers } from './Subject.resolvers';

const parts: readonly Resolvers[] = [
  subjectResolvers,
  bookingResolvers,
  detainerResolvers,
  warrantResolvers,
  decisionResolvers,
  serviceResolvers,
  claimResolvers,
  holdResolvers,
  statisticsResolvers,
];

export const warrants: SubgraphDefinition = {
  operational: {
    entities: [
      FacilityReach,
      Subject,
      Booking,
      Detainer,
      AdministrativeWarrant,
      ServiceStop,
      ServiceRecord,
      Hold,
      ClaimReport,
      AuthorityDecision,
      Violation,
      ProtectedHead,
    ],
    migrations,
  },
  protected: {
    entities: [ImmigrationRecord, PaperGround, ClaimAcknowledgement, ClaimResolution],
    migrations: protectedMigrations,
  },
  resolvers: {
    ...Object.assign({}, ...parts),
    Query: Object.assign({}, ...parts.map((part) => part['Query'])),
    Mutation: Object.assign({}, ...parts.map((part) => part['Mutation'])),
  },
  services: {},
  settings: deskSettings,
  sweeps: [followFacilities, recheckServices, sweepProtected],
  loadReference: async () => undefined,
};

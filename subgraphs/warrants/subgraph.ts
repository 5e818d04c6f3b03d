import type { SubgraphDefinition } from '../kit/definition';
import { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { warrantResolvers } from './AdministrativeWarrant.resolvers';
import { Booking } from './Booking.entity';
import { bookingResolvers } from './Booking.resolvers';
import { Detainer } from './Detainer.entity';
import { Hold } from './Hold.entity';
import { ImmigrationRecord } from './ImmigrationRecord.entity';
import { migrations, protectedMigrations } from './migrations';
import { ProtectedHead } from './ProtectedHead.entity';
import { ServiceRecord } from './ServiceRecord.entity';
import { serviceResolvers } from './ServiceRecord.resolvers';
import { FacilityReach, Subject } from './Subject.entity';
import { subjectResolvers } from './Subject.resolvers';

export const warrants: SubgraphDefinition = {
  operational: {
    entities: [FacilityReach, Subject, Booking, Detainer, AdministrativeWarrant, ServiceRecord, Hold, ProtectedHead],
    migrations,
  },
  protected: { entities: [ImmigrationRecord], migrations: protectedMigrations },
  resolvers: {
    ...subjectResolvers,
    ...bookingResolvers,
    ...warrantResolvers,
    ...serviceResolvers,
    Query: {
      ...subjectResolvers['Query'],
      ...bookingResolvers['Query'],
      ...warrantResolvers['Query'],
      ...serviceResolvers['Query'],
    },
    Mutation: { ...bookingResolvers['Mutation'], ...warrantResolvers['Mutation'] },
  },
  services: {},
  loadReference: async () => undefined,
};

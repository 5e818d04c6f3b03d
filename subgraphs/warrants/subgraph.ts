import type { Resolvers } from '../kit/executableSchema';
import type { StoreOptions } from '../kit/store';
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

export const operational: Pick<StoreOptions, 'entities' | 'migrations'> = {
  entities: [FacilityReach, Subject, Booking, Detainer, AdministrativeWarrant, ServiceRecord, Hold, ProtectedHead],
  migrations,
};

/** The protected store: its entities exist in no other data source. */
export const protectedData: Pick<StoreOptions, 'entities' | 'migrations'> = {
  entities: [ImmigrationRecord],
  migrations: protectedMigrations,
};

export const resolvers: Resolvers = {
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
};

import type { Resolvers } from '../kit/executableSchema';
import type { ServiceOperation } from '../kit/startSubgraph';
import type { StoreOptions } from '../kit/store';
import { Authorization } from './Authorization.entity';
import { Certification } from './Certification.entity';
import { Credential } from './Credential.entity';
import { migrations } from './migrations';
import { AgencyReach, Officer } from './Officer.entity';
import { officerResolvers } from './Officer.resolvers';
import { officerStanding } from './officerStanding';

export const operational: Pick<StoreOptions, 'entities' | 'migrations'> = {
  entities: [AgencyReach, Officer, Certification, Authorization, Credential],
  migrations,
};

export const resolvers: Resolvers = officerResolvers;

export const services: Readonly<Record<string, ServiceOperation>> = { officerStanding };

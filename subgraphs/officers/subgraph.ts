import type { SubgraphDefinition } from '../kit/definition';
import { Authorization } from './Authorization.entity';
import { Certification } from './Certification.entity';
import { Credential } from './Credential.entity';
import { migrations } from './migrations';
import { AgencyReach, Officer } from './Officer.entity';
import { officerResolvers } from './Officer.resolvers';
import { officerStanding } from './officerStanding';

export const officers: SubgraphDefinition = {
  operational: { entities: [AgencyReach, Officer, Certification, Authorization, Credential], migrations },
  protected: null,
  resolvers: officerResolvers,
  services: { officerStanding },
  settings: {},
  sweeps: [],
  loadReference: async () => undefined,
};

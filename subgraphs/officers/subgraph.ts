import type { SubgraphDefinition } from '../kit/definition';
import { Authorization } from './Authorization.entity';
import { authorizationResolvers } from './Authorization.resolvers';
import { BackgroundReview } from './BackgroundReview.entity';
import { Certification } from './Certification.entity';
import { ComplaintNotice } from './ComplaintNotice.entity';
import { Credential } from './Credential.entity';
import { Expiry } from './Expiry.entity';
import { expiryResolvers } from './Expiry.resolvers';
import { followAgencies } from './followAgencies';
import { followAgreements } from './followAgreements';
import { migrations } from './migrations';
import { CourseOffering, ExamAttempt, Nomination } from './Nomination.entity';
import { nominationResolvers } from './Nomination.resolvers';
import { AgencyReach, Officer } from './Officer.entity';
import { officerMutations } from './Officer.mutations';
import { officerResolvers } from './Officer.resolvers';
import { officerAuthority } from './officerAuthority';
import { officerStanding } from './officerStanding';
import { RefresherRecord } from './RefresherRecord.entity';

export const officers: SubgraphDefinition = {
  operational: {
    entities: [
      AgencyReach,
      Officer,
      CourseOffering,
      Nomination,
      ExamAttempt,
      BackgroundReview,
      Certification,
      Authorization,
      Credential,
      RefresherRecord,
      ComplaintNotice,
      Expiry,
    ],
    migrations,
  },
  protected: null,
  resolvers: {
    ...officerResolvers,
    ...officerMutations,
    ...authorizationResolvers,
    ...nominationResolvers,
    ...expiryResolvers,
    Query: { ...officerResolvers['Query'], ...nominationResolvers['Query'], ...expiryResolvers['Query'] },
  },
  services: { officerAuthority, officerStanding },
  settings: {},
  sweeps: [followAgencies, followAgreements],
  loadReference: async () => undefined,
};

import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import type { Authorization } from './Authorization.entity';
import type { Credential } from './Credential.entity';
import { rows } from './rows';
import { authorizationStatusAt, credentialStatusAt, officerStatusAt } from './rules/statusAt';

export const authorizationResolvers: Resolvers = {
  Authorization: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.authorization, id),
    agreement: ({ agreementId }: Authorization) => ({ __typename: 'Agreement', id: agreementId }),
    validFromAt: ({ status, validFromAt, endedAt }: Authorization) =>
      status === 'PENDING' || endedAt?.getTime() === validFromAt.getTime() ? null : validFromAt,
    status: async (authorization: Authorization, _args: unknown, context: SubgraphContext) => {
      const officer = await context.rows.one(rows.officer, authorization.officerId);
      const officerStatus = officer === null ? '' : officerStatusAt(officer, context.now());
      return authorizationStatusAt(authorization, officerStatus, context.now());
    },
    withdrawal: (authorization: Authorization) =>
      authorization.status === 'WITHDRAWN'
        ? {
            noticeSignedOn: authorization.withdrawalNoticeOn,
            effectiveAt: authorization.endedAt,
            reason: authorization.withdrawalReason,
            revocation: shownRevocation(authorization),
          }
        : null,
  },
  Credential: {
    status: async (credential: Credential, _args: unknown, context: SubgraphContext) => {
      const officer = await context.rows.one(rows.officer, credential.officerId);
      return credentialStatusAt(credential, { dueAt: officer?.dueAt ?? null }, context.now());
    },
  },
};

function shownRevocation({ revocationDecidedAt, revocationDueAt, revocationNoticedAt }: Authorization): object | null {
  if (revocationDueAt === null || revocationNoticedAt === null) return null;
  return {
    decidedAt: revocationDecidedAt,
    noticeDueAt: revocationDueAt,
    noticedAt: revocationNoticedAt,
    isTimely: revocationNoticedAt <= revocationDueAt,
  };
}

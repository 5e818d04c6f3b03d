import { LessThanOrEqual, Raw } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { type ClaimStepInput, claimStatus, stepClaim } from './acts/claimSteps';
import { type ReportClaimInput, reportClaim } from './acts/reportClaim';
import { ClaimReport } from './ClaimReport.entity';
import { claimFacts } from './protectedTypes';
import { rows } from './rows';

const ON_TIME_MS = 60 * 60_000;

export const claimResolvers: Resolvers = {
  Query: {
    claimsOpen: (_source: unknown, args: { olderThan?: number | null }, context: SubgraphContext) =>
      context.rows.page(rows.claim, {
        coordinate: 'Query.claimsOpen',
        args: { ...args },
        where: {
          id: Raw(
            (id) => `${id} NOT IN (SELECT head.entity_id FROM protected_head head WHERE head.entity = :resolved)`,
            {
              resolved: claimFacts.resolved.name,
            },
          ),
          ...(args.olderThan == null
            ? {}
            : { receivedAt: LessThanOrEqual(new Date(context.now().getTime() - args.olderThan)) }),
        },
        sort: 'receivedAt',
      }),
  },
  Mutation: {
    reportClaim: async (_source: unknown, { input }: { input: ReportClaimInput }, context: SubgraphContext) => {
      const id = await reportClaim(input, context);
      // By id alone: the reporter reaches nothing of the report but that it was taken.
      const { reportedAt } = await context.operational.reads.getRepository(ClaimReport).findOneByOrFail({ id });
      return { receipt: { id, receivedAt: reportedAt } };
    },
    acknowledgeClaim: step('acknowledgeClaim'),
    resolveClaim: step('resolveClaim'),
  },
  ClaimReport: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.claim, id),
    warrant: ({ warrantId }: ClaimReport, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.warrant, warrantId),
    reportedToIceAt: ({ reportedAt }: ClaimReport) => reportedAt,
    onTime: ({ receivedAt, reportedAt }: ClaimReport) => reportedAt.getTime() - receivedAt.getTime() <= ON_TIME_MS,
    status: ({ id }: ClaimReport, _args: unknown, context: SubgraphContext) => claimStatus(id, context),
    detail: ({ sealed }: ClaimReport, _args: unknown, { cleared }: SubgraphContext) =>
      cleared === null ? null : cleared.openText(sealed),
  },
};

function step(mutation: Parameters<typeof stepClaim>[0]) {
  return async (_source: unknown, { input }: { input: ClaimStepInput }, context: SubgraphContext) => ({
    claim: await context.rows.one(rows.claim, await stepClaim(mutation, input, context)),
  });
}

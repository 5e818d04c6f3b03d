import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import type { Agreement } from './Agreement.entity';
import { approvalOf, type PolicyCheck, policyCheck } from './policyCheck';
import { rows } from './rows';
import { statusAt } from './rules/statusAt';

interface AgreementFilters {
  readonly state?: string | null;
  readonly model?: string | null;
  readonly status?: string | null;
}

export const agreementResolvers: Resolvers = {
  Query: {
    agreements: (_source: unknown, args: AgreementFilters, context: SubgraphContext) =>
      context.rows.page(rows.agreement, {
        coordinate: 'Query.agreements',
        args: { ...args },
        where: {
          ...(args.state == null ? {} : { stateAbbr: args.state }),
          ...(args.model == null ? {} : { model: args.model }),
          ...(args.status == null ? {} : { status: args.status }),
        },
      }),
  },
  Agreement: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.agreement, id),
    agency: (agreement: Agreement, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.agency, agreement.agencyId),
    status: (agreement: Agreement, _args: unknown, context: SubgraphContext) => statusAt(agreement, context.now()),
    template: ({ templateId }: Agreement, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.moaTemplate, templateId),
    policyCheck: (agreement: Agreement, { asOf }: { asOf?: Date | null }, context: SubgraphContext) =>
      policyCheck(agreement, asOf ?? context.now(), context),
    stateApproval: (agreement: Agreement, _args: unknown, context: SubgraphContext) =>
      approvalOf(agreement, 'AGREEMENT', context),
    terminationApproval: (agreement: Agreement, _args: unknown, context: SubgraphContext) =>
      approvalOf(agreement, 'TERMINATION', context),
    statusHistory: (agreement: Agreement, { first }: { first: number }, context: SubgraphContext) =>
      context.rows.list(rows.agreementEvent, agreement.id, {
        parent: 'agreementId',
        order: { seenOn: 'ASC' },
        limit: first,
      }),
  },
  PolicyCheck: {
    rules: ({ policies }: PolicyCheck, { first }: { first: number }) => policies.slice(0, pageSize(first)),
  },
};

import type { SubgraphContext } from '../kit/context';
import { dayAfter } from '../kit/days';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import type { Agreement, AgreementEvent, AgreementNotice } from './Agreement.entity';
import { approvalOf, type PolicyCheck, policyCheck } from './policyCheck';
import { rows } from './rows';
import { statusAt } from './rules/statusAt';
import { hasStatus } from './statusSql';

interface First {
  readonly first: number;
}
interface AgreementFilters {
  readonly state?: string | null;
  readonly model?: string | null;
  readonly status?: string | null;
}

export const agreementResolvers: Resolvers = {
  Query: {
    agreement: async (
      _source: unknown,
      { agency, model }: { agency: string; model: string },
      context: SubgraphContext,
    ) => {
      const list = { parent: 'agencyId', order: { generation: 'DESC' }, where: { model }, limit: 1 } as const;
      return (await context.rows.list(rows.agreement, agency, list)).at(0) ?? null;
    },
    agreements: (_source: unknown, args: AgreementFilters, context: SubgraphContext) =>
      context.rows.page(rows.agreement, {
        coordinate: 'Query.agreements',
        args: { ...args },
        where: {
          ...(args.state == null ? {} : { stateAbbr: args.state }),
          ...(args.model == null ? {} : { model: args.model }),
          ...(args.status == null ? {} : { status: hasStatus(args.status, context.now()) }),
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
    supersededBy: ({ supersededById }: Agreement, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.agreement, supersededById),
    addenda: ({ id }: Agreement, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.addendum, id, { parent: 'agreementId', order: { signedOn: 'ASC' }, limit: first }),
    notices: ({ id }: Agreement, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.agreementNotice, id, {
        parent: 'agreementId',
        order: { effectiveAt: 'DESC' },
        limit: first,
      }),
    meetings: ({ id }: Agreement, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.reviewMeeting, id, { parent: 'agreementId', order: { heldOn: 'DESC' }, limit: first }),
    nextMeetingDueOn: async (agreement: Agreement, _args: unknown, context: SubgraphContext) => {
      const template = await context.rows.one(rows.moaTemplate, agreement.templateId);
      const since = agreement.lastMeetingOn ?? agreement.effectiveOn ?? agreement.signedOn;
      const months = template?.meetingMonths ?? null;
      return since === null || months === null ? null : dayAfter(since, { months });
    },
    statusHistory: (agreement: Agreement, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.agreementEvent, agreement.id, {
        parent: 'agreementId',
        order: { seenOn: 'ASC' },
        limit: first,
      }),
  },
  AgreementEvent: {
    agreement: ({ agreementId }: AgreementEvent, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.agreement, agreementId),
  },
  AgreementNotice: {
    agreement: ({ agreementId }: AgreementNotice, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.agreement, agreementId),
  },
  PolicyCheck: {
    rules: ({ policies }: PolicyCheck, { first }: { first: number }) => policies.slice(0, pageSize(first)),
  },
};

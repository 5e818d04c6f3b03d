import { IsNull, LessThanOrEqual } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import type { Hold } from './Hold.entity';
import { rows } from './rows';
import { holdStatus, overrunSeconds } from './rules/holdDeadline';
import type { ServiceRecord } from './ServiceRecord.entity';

interface HoldFilters {
  readonly facility?: string | null;
  readonly dueWithin?: number | null;
}

export const serviceResolvers: Resolvers = {
  Query: {
    holds: (_source: unknown, args: HoldFilters, context: SubgraphContext) =>
      context.rows.page(rows.hold, {
        coordinate: 'Query.holds',
        args: { ...args },
        where: {
          endedAt: IsNull(),
          ...(args.facility == null ? {} : { facilityId: args.facility }),
          ...(args.dueWithin == null
            ? {}
            : { deadlineAt: LessThanOrEqual(new Date(context.now().getTime() + args.dueWithin)) }),
        },
        sort: 'deadlineAt',
      }),
  },
  ServiceRecord: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.service, id),
    warrant: ({ warrantId }: ServiceRecord, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.warrant, warrantId),
    officer: ({ officerId }: ServiceRecord) => ({ __typename: 'Officer', id: officerId }),
    agreement: ({ agreementId }: ServiceRecord) => ({ __typename: 'Agreement', id: agreementId }),
    facility: ({ facilityId }: ServiceRecord) => ({ __typename: 'Facility', id: facilityId }),
    hold: ({ id }: ServiceRecord, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.hold, id, 'serviceId'),
  },
  Hold: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.hold, id),
    subject: ({ subjectId }: Hold, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.subject, subjectId),
    service: ({ serviceId }: Hold, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.service, serviceId),
    facility: ({ facilityId }: Hold) => ({ __typename: 'Facility', id: facilityId }),
    status: (hold: Hold, _args: unknown, { now }: SubgraphContext) => holdStatus(hold, now()),
    overrunSeconds: (hold: Hold, _args: unknown, { now }: SubgraphContext) => overrunSeconds(hold, now()),
  },
  Facility: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    holds: ({ id }: { id: string }, args: Readonly<Record<string, unknown>>, context: SubgraphContext) =>
      context.rows.page(rows.hold, {
        coordinate: 'Facility.holds',
        args: { ...args, parent: id },
        where: { facilityId: id, endedAt: IsNull() },
        sort: 'deadlineAt',
      }),
  },
};

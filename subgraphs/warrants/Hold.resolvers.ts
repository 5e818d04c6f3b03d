import { IsNull, LessThan, LessThanOrEqual } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import { endHold, type HoldStepInput } from './acts/holdSteps';
import type { Hold } from './Hold.entity';
import { rows } from './rows';
import { holdStatus, overrunSeconds } from './rules/holdDeadline';

interface HoldFilters {
  readonly facility?: string | null;
  readonly dueWithin?: number | null;
}

const running = (facility: string | null | undefined) => ({
  endedAt: IsNull(),
  ...(facility == null ? {} : { facilityId: facility }),
});

export const holdResolvers: Resolvers = {
  Query: {
    holds: (_source: unknown, args: HoldFilters, context: SubgraphContext) =>
      context.rows.page(rows.hold, {
        coordinate: 'Query.holds',
        args: { ...args },
        where: {
          ...running(args.facility),
          ...(args.dueWithin == null
            ? {}
            : { deadlineAt: LessThanOrEqual(new Date(context.now().getTime() + args.dueWithin)) }),
        },
        sort: 'deadlineAt',
      }),
    mustRelease: (_source: unknown, args: HoldFilters, context: SubgraphContext) =>
      context.rows.page(rows.hold, {
        coordinate: 'Query.mustRelease',
        args: { ...args },
        where: { ...running(args.facility), deadlineAt: LessThan(context.now()) },
        sort: 'deadlineAt',
      }),
  },
  Mutation: {
    confirmCustodyAssumed: step('confirmCustodyAssumed'),
    cancelHold: step('cancelHold'),
    confirmRelease: step('confirmRelease'),
  },
  Hold: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.hold, id),
    subject: ({ subjectId }: Hold, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.subject, subjectId),
    service: ({ serviceId }: Hold, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.service, serviceId),
    facility: ({ facilityId }: Hold) => ({ __typename: 'Facility', id: facilityId }),
    clocks: ({ clocks }: Hold, { first }: { first: number }) =>
      (clocks ?? [])
        .slice(0, pageSize(first))
        .map((one) => ({ ...one, startsAt: new Date(one.startsAt), deadlineAt: new Date(one.deadlineAt) })),
    status: (hold: Hold, _args: unknown, { now }: SubgraphContext) => holdStatus(hold, now()),
    overrunSeconds: (hold: Hold, _args: unknown, { now }: SubgraphContext) => overrunSeconds(hold, now()),
  },
  Facility: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    holds: ({ id }: { id: string }, args: Readonly<Record<string, unknown>>, context: SubgraphContext) =>
      context.rows.page(rows.hold, {
        coordinate: 'Facility.holds',
        args: { ...args, parent: id },
        where: running(id),
        sort: 'deadlineAt',
      }),
  },
};

function step(mutation: Parameters<typeof endHold>[0]) {
  return async (_source: unknown, { input }: { input: HoldStepInput }, context: SubgraphContext) => ({
    hold: await context.rows.one(rows.hold, await endHold(mutation, input, context)),
  });
}

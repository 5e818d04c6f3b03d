import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import type { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import type { Detainer } from './Detainer.entity';
import { type DesignateSubjectInput, designateSubject } from './designateSubject';
import { rows } from './rows';
import { AWAITING_SERVICE } from './rules/awaitingService';
import { holdDeadline } from './rules/holdDeadline';

interface QueueFilters {
  readonly facility?: string | null;
  readonly dueWithin?: number | null;
}
interface WarrantFilters {
  readonly facility?: string | null;
  readonly status?: string | null;
}

const atFacility = (facility: string | null | undefined) => (facility == null ? {} : { facilityId: facility });

export const warrantResolvers: Resolvers = {
  Query: {
    myServiceQueue: (_source: unknown, args: QueueFilters, context: SubgraphContext) =>
      context.rows.page(rows.warrant, {
        coordinate: 'Query.myServiceQueue',
        args: { ...args },
        where: {
          ...atFacility(args.facility),
          status: In([...AWAITING_SERVICE]),
          releaseEligibleAt:
            args.dueWithin == null
              ? Not(IsNull())
              : LessThanOrEqual(new Date(context.now().getTime() + args.dueWithin)),
        },
        sort: 'releaseEligibleAt',
      }),
    warrant: (_source: unknown, { id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.warrant, id),
    warrants: (_source: unknown, args: WarrantFilters, context: SubgraphContext) =>
      context.rows.page(rows.warrant, {
        coordinate: 'Query.warrants',
        args: { ...args },
        where: { ...atFacility(args.facility), ...(args.status == null ? {} : { status: args.status }) },
      }),
  },
  Mutation: {
    designateSubject: async (
      _source: unknown,
      { input }: { input: DesignateSubjectInput },
      context: SubgraphContext,
    ) => {
      const id = await designateSubject(input, context);
      return { warrant: await context.rows.one(rows.warrant, id) };
    },
  },
  AdministrativeWarrant: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.warrant, id),
    subject: ({ subjectId }: AdministrativeWarrant, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.subject, subjectId),
    facility: ({ facilityId }: AdministrativeWarrant) => ({ __typename: 'Facility', id: facilityId }),
    detainers: (warrant: AdministrativeWarrant, { first }: { first: number }, context: SubgraphContext) =>
      detainersAt(warrant, first, context),
    deadlineAt: async (warrant: AdministrativeWarrant, _args: unknown, context: SubgraphContext) => {
      const service = await context.rows.one(rows.service, warrant.id, 'warrantId');
      const hold = service === null ? null : await context.rows.one(rows.hold, service.id, 'serviceId');
      return hold?.deadlineAt ?? holdDeadline(warrant.releaseEligibleAt, service?.servedAt ?? null);
    },
    service: ({ id }: AdministrativeWarrant, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.service, id, 'warrantId'),
  },
  Detainer: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.detainer, id),
    subject: ({ subjectId }: Detainer, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.subject, subjectId),
    facility: ({ facilityId }: Detainer) => ({ __typename: 'Facility', id: facilityId }),
  },
};

function detainersAt(warrant: AdministrativeWarrant, first: number, context: SubgraphContext) {
  return context.rows.list(rows.detainer, warrant.subjectId, {
    parent: 'subjectId',
    where: { facilityId: warrant.facilityId },
    order: { issuedOn: 'DESC' },
    limit: first,
  });
}

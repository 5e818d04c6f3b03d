import { type FindOptionsWhere, In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import { allowedIn } from '../kit/transitions';
import type { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { type IssueWarrantReferenceInput, issueWarrantReference } from './acts/lodgePapers';
import { stepWarrant, type WarrantStepInput } from './acts/warrantSteps';
import { detainersAt } from './Detainer.resolvers';
import { paperGrounds } from './protectedTypes';
import { rows } from './rows';
import { AWAITING_SERVICE } from './rules/awaitingService';
import { holdDeadline } from './rules/holdDeadline';
import { isReady } from './rules/isReady';
import { warrantTransitions } from './rules/warrantTransitions';
import type { ServiceStop } from './ServiceStop.entity';

interface QueueFilters {
  readonly facility?: string | null;
  readonly dueWithin?: number | null;
}
interface WarrantFilters {
  readonly facility?: string | null;
  readonly status?: string | null;
}
interface First {
  readonly first: number;
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
        where: withStatus(args.status, context.now()).map((one) => ({ ...atFacility(args.facility), ...one })),
      }),
  },
  Mutation: {
    issueWarrantReference: async (
      _source: unknown,
      { input }: { input: IssueWarrantReferenceInput },
      context: SubgraphContext,
    ) => ({ warrant: await context.rows.one(rows.warrant, await issueWarrantReference(input, context)) }),
    designateSubject: step('designateSubject'),
    recallWarrant: step('recallWarrant'),
    stopService: step('stopService'),
    endServiceStop: step('endServiceStop'),
  },
  AdministrativeWarrant: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.warrant, id),
    status: (warrant: AdministrativeWarrant, _args: unknown, { now }: SubgraphContext) =>
      isReady(warrant, now()) ? 'READY' : warrant.status,
    subject: ({ subjectId }: AdministrativeWarrant, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.subject, subjectId),
    facility: ({ facilityId }: AdministrativeWarrant) => ({ __typename: 'Facility', id: facilityId }),
    detainers: (warrant: AdministrativeWarrant, { first }: First, context: SubgraphContext) =>
      detainersAt(warrant, first, context),
    deadlineAt: async (warrant: AdministrativeWarrant, _args: unknown, context: SubgraphContext) => {
      const service = await context.rows.one(rows.service, warrant.id, 'warrantId');
      const hold = service === null ? null : await context.rows.one(rows.hold, service.id, 'serviceId');
      return hold?.deadlineAt ?? holdDeadline(warrant.releaseEligibleAt, service?.servedAt ?? null);
    },
    service: ({ id }: AdministrativeWarrant, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.service, id, 'warrantId'),
    stops: ({ id }: AdministrativeWarrant, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.stop, id, { parent: 'warrantId', order: { sinceAt: 'DESC' }, limit: first }),
    allowedActs: ({ status, form }: AdministrativeWarrant, { first }: First, { caller }: SubgraphContext) =>
      [...allowedIn(status, warrantTransitions(form), caller.acts)].sort().slice(0, pageSize(first)),
    bases: async ({ id }: AdministrativeWarrant, { first }: First, context: SubgraphContext) =>
      (await context.version(paperGrounds, id))?.bases?.slice(0, pageSize(first)) ?? null,
  },
  ServiceStop: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.stop, id),
    warrant: ({ warrantId }: ServiceStop, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.warrant, warrantId),
  },
};

function step(mutation: Parameters<typeof stepWarrant>[0]) {
  return async (_source: unknown, { input }: { input: WarrantStepInput }, context: SubgraphContext) => ({
    warrant: await context.rows.one(rows.warrant, await stepWarrant(mutation, input, context)),
  });
}

/** `READY` and `DESIGNATED` are one state in the database, told apart by the clock and the booking. */
function withStatus(status: string | null | undefined, now: Date): readonly FindOptionsWhere<AdministrativeWarrant>[] {
  if (status == null) return [{}];
  if (status === 'READY')
    return [{ status: 'DESIGNATED', chargesConcluded: true, releaseEligibleAt: LessThanOrEqual(now) }];
  if (status !== 'DESIGNATED') return [{ status }];
  return [
    { status, chargesConcluded: IsNull() },
    { status, chargesConcluded: false },
    { status, releaseEligibleAt: IsNull() },
    { status, releaseEligibleAt: MoreThan(now) },
  ];
}

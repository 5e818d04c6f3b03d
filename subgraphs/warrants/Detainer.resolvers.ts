import { IsNull, MoreThanOrEqual, Not } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import type { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { type DetainerStepInput, stepDetainer } from './acts/detainerSteps';
import { type LodgeDetainerInput, lodgeDetainer } from './acts/lodgePapers';
import type { Detainer } from './Detainer.entity';
import { paperGrounds } from './protectedTypes';
import { rows } from './rows';

interface DetainerFilters {
  readonly facility?: string | null;
  readonly changedSince?: Date | null;
}

export const detainerResolvers: Resolvers = {
  Query: {
    detainers: (_source: unknown, args: DetainerFilters, context: SubgraphContext) =>
      context.rows.page(rows.detainer, {
        coordinate: 'Query.detainers',
        args: { ...args },
        where: {
          ...(args.facility == null ? {} : { facilityId: args.facility }),
          changedAt: args.changedSince == null ? Not(IsNull()) : MoreThanOrEqual(args.changedSince),
        },
        sort: 'changedAt',
      }),
  },
  Mutation: {
    lodgeDetainer: async (_source: unknown, { input }: { input: LodgeDetainerInput }, context: SubgraphContext) => ({
      detainer: await context.rows.one(rows.detainer, await lodgeDetainer(input, context)),
    }),
    recordDetainerService: step('recordDetainerService'),
    cancelDetainer: step('cancelDetainer'),
  },
  Detainer: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.detainer, id),
    subject: ({ subjectId }: Detainer, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.subject, subjectId),
    facility: ({ facilityId }: Detainer) => ({ __typename: 'Facility', id: facilityId }),
    bases: async ({ id }: Detainer, { first }: { first: number }, context: SubgraphContext) =>
      (await context.version(paperGrounds, id))?.bases?.slice(0, pageSize(first)) ?? null,
  },
};

/** The person's detainers where the warrant is, newest first. */
export function detainersAt({ subjectId, facilityId }: AdministrativeWarrant, first: number, context: SubgraphContext) {
  return context.rows.list(rows.detainer, subjectId, {
    parent: 'subjectId',
    where: { facilityId },
    order: { issuedOn: 'DESC' },
    limit: first,
  });
}

function step(mutation: Parameters<typeof stepDetainer>[0]) {
  return async (_source: unknown, { input }: { input: DetainerStepInput }, context: SubgraphContext) => ({
    detainer: await context.rows.one(rows.detainer, await stepDetainer(mutation, input, context)),
  });
}

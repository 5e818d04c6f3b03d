import { IsNull, Not } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { knownClauses } from './acts/clausesFor';
import type { CourseOffering, Nomination } from './Nomination.entity';
import { rows } from './rows';

interface TraineeFilters {
  readonly offering?: string | null;
  readonly model?: string | null;
  readonly outcome?: string | null;
}

const RETAKES_COUNT = { PER_EXAM: 'EACH_EXAM', WHOLE_TRAINING: 'WHOLE_TRAINING' } as const;

const ofModel = (model: string | null | undefined) => (model == null ? {} : { model });

export const nominationResolvers: Resolvers = {
  Query: {
    trainees: (_source: unknown, args: TraineeFilters, context: SubgraphContext) =>
      context.rows.page(rows.nomination, {
        coordinate: 'Query.trainees',
        args: { ...args },
        where: {
          offeringId: args.offering ?? Not(IsNull()),
          ...ofModel(args.model),
          ...(args.outcome == null ? {} : { outcome: args.outcome }),
        },
        sort: 'nominatedAt',
      }),
    courseOfferings: (_source: unknown, args: { model?: string | null }, context: SubgraphContext) =>
      context.rows.page(rows.offering, {
        coordinate: 'Query.courseOfferings',
        args: { ...args },
        where: ofModel(args.model),
      }),
  },
  Nomination: {
    officer: ({ officerId }: Nomination, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.officer, officerId),
    offering: ({ offeringId }: Nomination, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.offering, offeringId),
    examAttempts: ({ id }: Nomination, { first }: { first: number }, context: SubgraphContext) =>
      context.rows.list(rows.examAttempt, id, { parent: 'nominationId', order: { recordedAt: 'ASC' }, limit: first }),
  },
  CourseOffering: {
    agency: ({ agencyId }: CourseOffering) => ({ __typename: 'Agency', id: agencyId }),
    course: async ({ agencyId, model }: CourseOffering, _args: unknown, context: SubgraphContext) => {
      const agency = await context.rows.one(rows.agency, agencyId, 'agencyId');
      const clauses = knownClauses(agency, model);
      if (clauses === null) return null;
      const { examMinimumPercent, examRetakes, examRetakesCount } = clauses;
      const retakesCount = examRetakesCount === null ? null : RETAKES_COUNT[examRetakesCount];
      return { model, passPercent: examMinimumPercent, retakes: examRetakes, retakesCount };
    },
  },
};

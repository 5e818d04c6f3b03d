import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import type { MoaTemplate } from './MoaTemplate.entity';
import { rows } from './rows';

export const moaTemplateResolvers: Resolvers = {
  Query: {
    moaTemplates: (_source: unknown, args: { model?: string | null }, context: SubgraphContext) =>
      context.rows.page(rows.moaTemplate, {
        coordinate: 'Query.moaTemplates',
        args: { ...args },
        where: args.model == null ? {} : { model: args.model },
      }),
  },
  MoaTemplate: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.moaTemplate, id),
    functions: ({ functions }: MoaTemplate, { first }: { first: number }) => functions.slice(0, pageSize(first)),
    examRule: (template: MoaTemplate) => ({
      minimumPercent: template.examMinimumPercent,
      retakes: template.examRetakes,
      retakesCount: template.examRetakesCount,
    }),
  },
};

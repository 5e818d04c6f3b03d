import { Between } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import { DomainError } from '../kit/errors';
import type { Resolvers } from '../kit/executableSchema';
import { rows } from './rows';
import { holdSummary } from './rules/holdSummary';

interface Period {
  readonly from: string;
  readonly to: string;
}

const MAX_DAYS = 366;
const DAY_MS = 24 * 3_600_000;

export const statisticsResolvers: Resolvers = {
  Query: {
    holdStatistics: async (_source: unknown, { from, to }: Period, context: SubgraphContext) => {
      const [first, last] = [new Date(`${from}T00:00:00.000Z`), new Date(`${to}T23:59:59.999Z`)];
      if (last < first || last.getTime() - first.getTime() > MAX_DAYS * DAY_MS) throw new DomainError('INPUT_INVALID');
      const holds = await context.rows.every(rows.countedHold, { startedAt: Between(first, last) });
      return holdSummary(holds, context.now());
    },
  },
};

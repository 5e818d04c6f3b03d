import { LessThanOrEqual, Raw } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import { dayAt } from '../kit/days';
import type { Resolvers } from '../kit/executableSchema';
import type { Jurisdiction } from './Jurisdiction.entity';
import { rows } from './rows';
import type { StatePolicy } from './StatePolicy.entity';
import { zoneOfState } from './timeZones';

interface AsOf {
  readonly asOf?: Date | null;
  readonly first: number;
}

/** How well a rule is known, as the data file says it and as the graph does. */
const CONFIDENCE: Readonly<Record<string, string>> = {
  S: 'SEEN',
  'S-partial': 'PARTLY_SEEN',
  'S-conflict': 'CONFLICTING',
  K: 'UNVERIFIED',
};

/** Rules in force on a day: a first and a last day that hold it between them. */
export const inForceOn = (day: string) => ({
  effectiveFrom: LessThanOrEqual(day),
  effectiveTo: Raw((column) => `(${column} IS NULL OR ${column} >= :inForceOn)`, { inForceOn: day }),
});

export const jurisdictionResolvers: Resolvers = {
  Query: {
    jurisdiction: (_source: unknown, { geoid }: { geoid: string }, context: SubgraphContext) =>
      context.rows.one(rows.jurisdiction, geoid, 'geoid'),
  },
  Jurisdiction: {
    __resolveReference: ({ geoid }: { geoid: string }, context: SubgraphContext) =>
      context.rows.one(rows.jurisdiction, geoid, 'geoid'),
    policies: ({ geoid, stateAbbr }: Jurisdiction, { asOf, first }: AsOf, context: SubgraphContext) =>
      context.rows.list(rows.statePolicy, geoid, {
        parent: 'place',
        order: { effectiveFrom: 'ASC' },
        where: inForceOn(dayAt(asOf ?? context.now(), zoneOfState(stateAbbr))),
        limit: first,
      }),
  },
  StatePolicy: {
    confidence: ({ confidence }: StatePolicy) => CONFIDENCE[confidence] ?? 'UNVERIFIED',
  },
};

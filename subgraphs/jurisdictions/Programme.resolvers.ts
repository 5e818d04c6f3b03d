import { Between, IsNull, Raw } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import { countAgreements } from './countAgreements';
import {
  countCounties,
  countCovered,
  type MandateCompliance,
  mandateCompliance,
  withoutAgreement,
} from './mandateCompliance';
import { meetingIsDue } from './meetingIsDue';
import { policyConflicts } from './policyConflicts';
import { rows } from './rows';
import { isInForce } from './statusSql';

interface Due {
  readonly dueWithin?: number | null;
}
interface InState {
  readonly state?: string | null;
}
interface First {
  readonly first: number;
}

/** What whoever manages agreements, or watches over them, asks over all of them. */
export const programmeResolvers: Resolvers = {
  Query: {
    agreementCounts: async (_source: unknown, { state, first }: InState & First, context: SubgraphContext) =>
      (await countAgreements(context.operational.reads, { state: state ?? null, at: context.now() })).slice(
        0,
        pageSize(first),
      ),
    noticeClock: (_source: unknown, args: Due & { agency?: string | null }, context: SubgraphContext) => {
      const now = context.now();
      return context.rows.page(rows.agreementNotice, {
        coordinate: 'Query.noticeClock',
        args: { ...args },
        where: {
          withdrawnAt: IsNull(),
          effectiveAt: args.dueWithin == null ? Raw((at) => `${at} > :now`, { now }) : Between(now, after(now, args)),
          agreementId: runsOut(args.agency ?? null),
        },
        sort: 'effectiveAt',
      });
    },
    meetingsDue: async (_source: unknown, args: Due, context: SubgraphContext) =>
      context.rows.page(rows.ownAgreement, {
        coordinate: 'Query.meetingsDue',
        args: { ...args },
        where: {
          status: isInForce(context.now()),
          templateId: await meetingIsDue(context.operational.reads, after(context.now(), args)),
        },
      }),
    policyConflicts: async (_source: unknown, args: InState, context: SubgraphContext) => {
      const ids = await policyConflicts(context.operational.reads, context.now());
      return context.rows.page(rows.agreement, {
        coordinate: 'Query.policyConflicts',
        args: { ...args },
        where: {
          id: Raw((id) => `${id} IN (:...conflicting)`, { conflicting: ['', ...ids] }),
          ...(args.state == null ? {} : { stateAbbr: args.state }),
        },
      });
    },
    mandateCompliance: (_source: unknown, { state }: { state: string }, context: SubgraphContext) =>
      mandateCompliance(state, context),
  },
  MandateCompliance: {
    rules: ({ demanding }: MandateCompliance, { first }: First) => demanding.slice(0, pageSize(first)),
    countyCount: ({ stateAbbr }: MandateCompliance, _args: unknown, context: SubgraphContext) =>
      countCounties(stateAbbr, context),
    coveredCountyCount: ({ stateAbbr }: MandateCompliance, _args: unknown, context: SubgraphContext) =>
      countCovered(stateAbbr, context),
    agenciesWithout: ({ stateAbbr }: MandateCompliance, args: First, context: SubgraphContext) =>
      context.rows.page(rows.agency, {
        coordinate: 'MandateCompliance.agenciesWithout',
        args: { ...args, parent: stateAbbr },
        where: withoutAgreement(stateAbbr, context.now()),
      }),
  },
};

function after(now: Date, { dueWithin }: Due): Date {
  return new Date(now.getTime() + (dueWithin ?? 0));
}

/** Agreements whose notice still runs: one that was ended otherwise has none. */
function runsOut(agency: string | null) {
  const ofAgency = agency === null ? '' : ' AND made.agency_id = :ofAgency';
  return Raw((id) => `${id} IN (SELECT made.id FROM agreement made WHERE made.due_at IS NOT NULL${ofAgency})`, {
    ofAgency: agency ?? '',
  });
}

import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import type { ComplaintNotice } from './ComplaintNotice.entity';
import type { Expiry } from './Expiry.entity';
import { rows } from './rows';

interface ExpiryFilters {
  readonly within?: number | null;
  readonly agency?: string | null;
}

interface ComplaintFilters {
  readonly agency?: string | null;
  readonly open?: boolean | null;
}

export const expiryResolvers: Resolvers = {
  Query: {
    expiring: (_source: unknown, args: ExpiryFilters, context: SubgraphContext) =>
      context.rows.page(rows.expiry, {
        coordinate: 'Query.expiring',
        args: { ...args },
        where: whereOf(args, context.now()),
        sort: 'expiresAt',
      }),
    refresherDue: (_source: unknown, args: ExpiryFilters, context: SubgraphContext) =>
      context.rows.page(rows.expiry, {
        coordinate: 'Query.refresherDue',
        args: { ...args },
        where: { ...whereOf(args, context.now()), kind: 'REFRESHER' },
        sort: 'expiresAt',
      }),
    complaints: (_source: unknown, args: ComplaintFilters, context: SubgraphContext) =>
      context.rows.page(rows.complaint, {
        coordinate: 'Query.complaints',
        args: { ...args },
        where: {
          ...(args.agency == null ? {} : { agencyId: args.agency }),
          ...(args.open == null ? {} : { adjudicatedAt: args.open ? IsNull() : Not(IsNull()) }),
        },
        sort: 'notifiedAt',
      }),
  },
  Expiry: {
    officer: ({ officerId }: Expiry, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.officer, officerId),
  },
  ComplaintNotice: {
    officer: ({ officerId }: ComplaintNotice, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.officer, officerId),
    isTimely: ({ dueAt, notifiedAt }: ComplaintNotice) => (dueAt === null ? null : notifiedAt <= dueAt),
  },
};

function whereOf({ within, agency }: ExpiryFilters, now: Date) {
  return {
    ...(agency == null ? {} : { agencyId: agency }),
    ...(within == null ? {} : { expiresAt: LessThanOrEqual(new Date(now.getTime() + within)) }),
  };
}

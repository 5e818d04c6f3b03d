import { type FindOptionsWhere, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import { dayAfter, dayAt } from '../kit/days';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import { authorizedUnder } from './authorizedUnder';
import { nominationChecklist } from './nominationChecklist';
import type { Officer } from './Officer.entity';
import { authorityOf } from './officerPapers';
import { rows } from './rows';
import { isInOrder } from './rules/authorityAt';
import { officerStatusAt } from './rules/statusAt';

interface First {
  readonly first: number;
}
interface OfficerFilters {
  readonly agency?: string | null;
  readonly status?: string | null;
  readonly expiringWithin?: number | null;
}

const LEAVING_NOTICE_DAYS = 90;

export const officerResolvers: Resolvers = {
  Query: {
    me: (_source: unknown, _args: unknown, { caller }: SubgraphContext) => ({
      capacity: caller.capacity,
      agency: caller.agency === null ? null : { __typename: 'Agency', id: caller.agency },
    }),
    officer: (_source: unknown, { id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.officer, id),
    officers: (_source: unknown, args: OfficerFilters, context: SubgraphContext) =>
      context.rows.page(rows.officer, {
        coordinate: 'Query.officers',
        args: { ...args },
        where: whereOf(args, context.now()),
      }),
    certificationRoster: (_source: unknown, args: OfficerFilters, context: SubgraphContext) =>
      context.rows.page(rows.officer, {
        coordinate: 'Query.certificationRoster',
        args: { ...args },
        where: whereOf({ ...args, status: 'CERTIFIED' }, context.now()),
      }),
    nominationChecklist: async (_source: unknown, { officer: id }: { officer: string }, context: SubgraphContext) => {
      const officer = await context.rows.one(rows.officer, id);
      return officer === null ? null : { officer, steps: await nominationChecklist(officer, context) };
    },
  },
  Caller: {
    officer: (_source: unknown, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.officer, context.caller.officer),
  },
  Agency: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    officers: ({ id }: { id: string }, args: OfficerFilters, context: SubgraphContext) =>
      context.rows.page(rows.officer, {
        coordinate: 'Agency.officers',
        args: { ...args, parent: id },
        where: whereOf({ ...args, agency: id }, context.now()),
      }),
  },
  Agreement: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    authorizedOfficers: ({ id }: { id: string }, args: object, context: SubgraphContext) =>
      context.rows.page(rows.officer, {
        coordinate: 'Agreement.authorizedOfficers',
        args: { ...args, parent: id },
        where: withStatus('AUTHORIZED', { id: authorizedUnder(id, context.now()) }, context.now()),
      }),
  },
  Officer: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.officer, id),
    agency: ({ agencyId }: Officer) => ({ __typename: 'Agency', id: agencyId }),
    name: ({ givenName, surName }: Officer) => ({ givenName, surName }),
    status: (officer: Officer, _args: unknown, context: SubgraphContext) => officerStatusAt(officer, context.now()),
    leaving: ({ leavingOn, leavingNoticedAt }: Officer) =>
      leavingOn === null || leavingNoticedAt === null
        ? null
        : { noticedAt: leavingNoticedAt, leavesOn: leavingOn, isTimely: isTimely(leavingOn, leavingNoticedAt) },
    authority: (officer: Officer, { at }: { at?: Date | null }, context: SubgraphContext) =>
      shownAuthority(officer, at ?? context.now(), context),
    nominations: ({ id }: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.nomination, id, { parent: 'officerId', order: { nominatedAt: 'DESC' }, limit: first }),
    certifications: ({ id }: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.certification, id, { parent: 'officerId', order: { certifiedOn: 'DESC' }, limit: first }),
    authorizations: ({ id }: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.authorization, id, { parent: 'officerId', order: { validFromAt: 'DESC' }, limit: first }),
    credentials: ({ id }: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.credential, id, { parent: 'officerId', order: { issuedOn: 'DESC' }, limit: first }),
    refreshers: ({ id }: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.refresher, id, { parent: 'officerId', order: { dueOn: 'DESC' }, limit: first }),
    backgroundReviews: ({ id }: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.backgroundReview, id, { parent: 'officerId', order: { startedAt: 'DESC' }, limit: first }),
    complaints: ({ id }: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.complaint, id, { parent: 'officerId', order: { notifiedAt: 'DESC' }, limit: first }),
  },
};

function whereOf({ agency, status, expiringWithin }: OfficerFilters, now: Date) {
  const place = agency == null ? {} : { agencyId: agency };
  const until = expiringWithin == null ? {} : { nextExpiryAt: LessThanOrEqual(after(now, expiringWithin)) };
  const base = { ...place, ...until };
  return status == null ? base : withStatus(status, base, now);
}

/** A status that comes by itself counts from its instant on. */
function withStatus(status: string, base: FindOptionsWhere<Officer>, now: Date): FindOptionsWhere<Officer>[] {
  return [
    { ...base, status, dueAt: IsNull() },
    { ...base, status, dueAt: MoreThan(now) },
    { ...base, dueStatus: status, dueAt: LessThanOrEqual(now) },
  ];
}

function after(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}

function isTimely(leavingOn: string, noticedAt: Date): boolean {
  return dayAfter(dayAt(noticedAt, 'utc'), { days: LEAVING_NOTICE_DAYS }) <= leavingOn;
}

async function shownAuthority(officer: Officer, at: Date, context: SubgraphContext) {
  const authority = await authorityOf(officer, at, context);
  const inForce = authority.authorizations.filter(({ status }) => status === 'ACTIVE');
  const functions = [...new Set(inForce.flatMap(({ authorization }) => authorization.functions))].sort();
  const { status, credential, refresherDueOn, nextChangeAt } = authority;
  return {
    ...{ at, status, refresherDueOn, nextChangeAt },
    inOrder: isInOrder(authority, at),
    functions: ({ first }: First) => functions.slice(0, pageSize(first)),
    credentialStatus: credential?.status ?? null,
  };
}

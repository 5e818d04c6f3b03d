import type { Caller } from '../../schema/caller';
import type { OfficerAuthority } from '../../schema/services';
import type { SubgraphContext } from '../kit/context';
import { DomainError } from '../kit/errors';
import type { Resolvers } from '../kit/executableSchema';
import { pageSize } from '../kit/page';
import type { AuthorityDecision, Violation } from './AuthorityDecision.entity';
import { askAuthority } from './acts/authorityStatement';
import { serviceFacts } from './acts/serviceFacts';
import { rows } from './rows';
import type { AuthorityCheck } from './rules/authorityCheck';
import { decideService } from './rules/decideService';
import { FacilityReach } from './Subject.entity';

interface MayServe {
  readonly warrant: string;
  readonly officer: string;
  readonly at?: Date | null;
}

const MAX_DISTANCE_MS = 7 * 24 * 3_600_000;

export const decisionResolvers: Resolvers = {
  Query: {
    mayServe: (_source: unknown, args: MayServe, context: SubgraphContext) => mayServe(args, context),
    authorityDecision: (_source: unknown, { id }: { id: string }, context: SubgraphContext) =>
      context.rows.one(rows.decision, id),
    authorityViolations: (_source: unknown, args: { facility?: string | null }, context: SubgraphContext) =>
      context.rows.page(rows.violation, {
        coordinate: 'Query.authorityViolations',
        args: { ...args },
        where: args.facility == null ? {} : { facilityId: args.facility },
        sort: 'recordedAt',
      }),
  },
  AuthorityDecision: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.decision, id),
    officer: ({ officerId }: AuthorityDecision) => ({ __typename: 'Officer', id: officerId }),
    warrant: ({ warrantId }: AuthorityDecision, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.warrant, warrantId),
    facility: ({ facilityId }: AuthorityDecision) => ({ __typename: 'Facility', id: facilityId }),
    checks: ({ checks }: AuthorityDecision, { first }: { first: number }) => shown(checks, first),
  },
  Violation: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.violation, id),
    service: ({ serviceId }: Violation, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.service, serviceId),
    checks: ({ checks }: Violation, { first }: { first: number }) => shown(checks, first),
  },
};

/** Advice alone: null for what the caller cannot reach, and nothing is stored. */
async function mayServe(args: MayServe, context: SubgraphContext) {
  const warrant = await context.rows.one(rows.warrant, args.warrant);
  if (warrant === null || !mayAskOf(args.officer, context.caller)) return null;
  const at = args.at ?? context.now();
  if (Math.abs(at.getTime() - context.now().getTime()) > MAX_DISTANCE_MS) throw new DomainError('INPUT_INVALID');
  const statement = await askAuthority(context, { officer: args.officer, facility: warrant.facilityId, at });
  if (!(await reachesOfficer(statement.authority, context))) return null;
  const { manager } = context.operational.reads;
  const facts = await serviceFacts(manager, { warrantId: warrant.id, at, settings: context.settings, statement });
  const { allowed, checks, holdsUntilAt, policyVersion } = decideService(facts);
  const { id: warrantId, facilityId } = warrant;
  return { id: null, warrantId, facilityId, officerId: args.officer, at, allowed, checks, holdsUntilAt, policyVersion };
}

/** A caller whose OFFICER rows are `self` asks only for himself. */
function mayAskOf(officer: string, { rows: bounds, officer: self }: Caller): boolean {
  const own = bounds.OFFICER ?? [];
  return own.some((bound) => bound !== 'self') || (own.length > 0 && officer === self);
}

/** The officer's agency lies within the caller's OFFICER rows; where an agency lies is known by its facilities. */
async function reachesOfficer({ officer }: OfficerAuthority, context: SubgraphContext): Promise<boolean> {
  if (officer === null) return false;
  const { caller, operational } = context;
  const places = operational.reads.getRepository(FacilityReach);
  const isOwn = officer.agency === caller.agency;
  const lies = (place: { readonly fieldOffice: string } | { readonly stateAbbr: string }): Promise<boolean> =>
    places.existsBy({ agencyId: officer.agency, ...place });
  const reached = await Promise.all(
    (caller.rows.OFFICER ?? []).map(async (bound) => {
      switch (bound) {
        case 'all':
          return true;
        case 'self':
          return isOwn && officer.id === caller.officer;
        case 'agency':
          return isOwn;
        case 'aor':
          return caller.fieldOffice !== null && lies({ fieldOffice: caller.fieldOffice });
        case 'state':
          return caller.state !== null && lies({ stateAbbr: caller.state });
        case 'facility':
          return false;
      }
    }),
  );
  return reached.includes(true);
}

function shown(checks: readonly AuthorityCheck[], first: number) {
  return checks.slice(0, pageSize(first)).map(({ validUntilAt, ...one }) => ({
    ...one,
    validUntilAt: validUntilAt === null ? null : new Date(validUntilAt),
  }));
}

import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import type { Authorization } from './Authorization.entity';
import type { Officer } from './Officer.entity';
import { rows } from './rows';

interface First {
  readonly first: number;
}
interface OfficerFilters {
  readonly agency?: string | null;
  readonly status?: string | null;
}

const statusFilter = (status: string | null | undefined) => (status == null ? {} : { status });

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
        where: { ...(args.agency == null ? {} : { agencyId: args.agency }), ...statusFilter(args.status) },
      }),
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
        where: { agencyId: id, ...statusFilter(args.status) },
      }),
  },
  Officer: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.officer, id),
    agency: ({ agencyId }: Officer) => ({ __typename: 'Agency', id: agencyId }),
    name: ({ givenName, surName }: Officer) => ({ givenName, surName }),
    certifications: (officer: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.certification, officer.id, {
        parent: 'officerId',
        order: { certifiedOn: 'DESC' },
        limit: first,
      }),
    authorizations: (officer: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.authorization, officer.id, {
        parent: 'officerId',
        order: { validFromAt: 'DESC' },
        limit: first,
      }),
    credentials: (officer: Officer, { first }: First, context: SubgraphContext) =>
      context.rows.list(rows.credential, officer.id, {
        parent: 'officerId',
        order: { issuedOn: 'DESC' },
        limit: first,
      }),
  },
  Authorization: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.authorization, id),
    agreement: ({ agreementId }: Authorization) => ({ __typename: 'Agreement', id: agreementId }),
  },
};

import type { SubgraphContext } from '../kit/context';
import { DomainError } from '../kit/errors';
import type { Resolvers } from '../kit/executableSchema';
import type { Agency } from './Agency.entity';
import { rows } from './rows';

interface First {
  readonly first: number;
}

export const agencyResolvers: Resolvers = {
  Query: {
    agency: (
      _source: unknown,
      { id, slug }: { id?: string | null; slug?: string | null },
      context: SubgraphContext,
    ) => {
      if ((id == null) === (slug == null)) throw new DomainError('INPUT_INVALID');
      return id == null ? context.rows.one(rows.agency, slug ?? null, 'slug') : context.rows.one(rows.agency, id);
    },
    agencies: (_source: unknown, args: { state?: string | null }, context: SubgraphContext) =>
      context.rows.page(rows.agency, {
        coordinate: 'Query.agencies',
        args: { ...args },
        where: args.state == null ? {} : { stateAbbr: args.state },
      }),
  },
  Agency: {
    __resolveReference: (key: { id?: string; slug?: string }, context: SubgraphContext) =>
      key.id === undefined
        ? context.rows.one(rows.agency, key.slug ?? null, 'slug')
        : context.rows.one(rows.agency, key.id),
    oris: async (agency: Agency, { first }: First, context: SubgraphContext) => {
      const list = { parent: 'agencyId', order: { ori: 'ASC' }, limit: first } as const;
      return (await context.rows.list(rows.agencyOri, agency.id, list)).map((row) => row.ori);
    },
    aliases: async (agency: Agency, { first }: First, context: SubgraphContext) => {
      const list = { parent: 'agencyId', order: { name: 'ASC' }, limit: first } as const;
      return (await context.rows.list(rows.agencyAlias, agency.id, list)).map((row) => row.name);
    },
    jurisdictions: async (agency: Agency, { first }: First, context: SubgraphContext) => {
      const list = { parent: 'agencyId', order: { geoid: 'ASC' }, limit: first } as const;
      const links = await context.rows.list(rows.agencyJurisdiction, agency.id, list);
      return Promise.all(links.map((link) => context.rows.one(rows.jurisdiction, link.geoid, 'geoid')));
    },
    fieldOffice: (agency: Agency, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.fieldOffice, agency.fieldOfficeId),
    facilities: async (agency: Agency, { first }: First, context: SubgraphContext) => {
      const list = { parent: 'agencyId', order: { facilityId: 'ASC' }, limit: first } as const;
      const links = await context.rows.list(rows.facilityAgency, agency.id, list);
      return Promise.all(links.map((link) => context.rows.one(rows.facility, link.facilityId)));
    },
    agreements: (agency: Agency, { model, first }: First & { model?: string | null }, context: SubgraphContext) =>
      context.rows.list(rows.agreement, agency.id, {
        parent: 'agencyId',
        order: {},
        limit: first,
        ...(model == null ? {} : { where: { model } }),
      }),
  },
};

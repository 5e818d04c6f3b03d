import { LessThanOrEqual, MoreThan } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import type { FieldOffice } from './FieldOffice.entity';
import { rows } from './rows';

interface First {
  readonly first: number;
}

export const fieldOfficeResolvers: Resolvers = {
  Query: {
    fieldOffice: (_source: unknown, { id }: { id: string }, context: SubgraphContext) =>
      context.rows.one(rows.fieldOffice, id),
    fieldOffices: (_source: unknown, args: First, context: SubgraphContext) =>
      context.rows.page(rows.fieldOffice, { coordinate: 'Query.fieldOffices', args: { ...args } }),
  },
  FieldOffice: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.fieldOffice, id),
    areas: async ({ id }: FieldOffice, { first }: First, context: SubgraphContext) => {
      const list = { parent: 'fieldOfficeId', order: { geoid: 'ASC' }, limit: first } as const;
      const areas = await context.rows.list(rows.fieldOfficeArea, id, list);
      return Promise.all(areas.map(({ geoid }) => context.rows.one(rows.jurisdiction, geoid, 'geoid')));
    },
    agencies: ({ id }: FieldOffice, args: First, context: SubgraphContext) =>
      context.rows.page(rows.agency, {
        coordinate: 'FieldOffice.agencies',
        args: { ...args, parent: id },
        where: { fieldOfficeId: id },
      }),
    dutyContacts: ({ id }: FieldOffice, { at, first }: First & { at?: Date | null }, context: SubgraphContext) => {
      const instant = at ?? context.now();
      return context.rows.list(rows.dutyContact, id, {
        parent: 'fieldOfficeId',
        order: { endsAt: 'DESC' },
        where: { startsAt: LessThanOrEqual(instant), endsAt: MoreThan(instant) },
        limit: first,
      });
    },
  },
};

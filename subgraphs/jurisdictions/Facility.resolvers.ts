import { LessThanOrEqual, Raw } from 'typeorm';
import type { SubgraphContext } from '../kit/context';
import { dayAt } from '../kit/days';
import type { Resolvers } from '../kit/executableSchema';
import type { Facility } from './Facility.entity';
import { rows } from './rows';

export const facilityResolvers: Resolvers = {
  Query: {
    facility: (_source: unknown, { id }: { id: string }, context: SubgraphContext) =>
      context.rows.one(rows.facility, id),
  },
  Facility: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.facility, id),
    agencies: async (facility: Facility, { first }: { first: number }, context: SubgraphContext) => {
      const list = { parent: 'facilityId', order: { agencyId: 'ASC' }, limit: first } as const;
      const links = await context.rows.list(rows.facilityAgency, facility.id, list);
      return Promise.all(links.map((link) => context.rows.one(rows.agency, link.agencyId)));
    },
    detentionAgreement: async (facility: Facility, { asOf }: { asOf?: Date | null }, context: SubgraphContext) => {
      const day = dayAt(asOf ?? context.now(), facility.timeZone);
      const inForce = await context.rows.list(rows.detentionAgreement, facility.id, {
        parent: 'facilityId',
        order: { endsOn: 'DESC' },
        where: {
          startsOn: LessThanOrEqual(day),
          endsOn: Raw((column) => `(${column} IS NULL OR ${column} >= :inForceOn)`, { inForceOn: day }),
        },
        limit: 50,
      });
      return inForce.find(({ endsOn }) => endsOn === null) ?? inForce.at(0) ?? null;
    },
  },
};

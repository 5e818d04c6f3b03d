import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import type { Booking } from './Booking.entity';
import { rows } from './rows';
import { type UpsertBookingInput, upsertBooking } from './upsertBooking';

interface BookingKey {
  readonly facility: string;
  readonly bookingNumber: string;
}

export const bookingResolvers: Resolvers = {
  Query: {
    booking: async (_source: unknown, args: BookingKey, context: SubgraphContext) => {
      const { edges } = await context.rows.page(rows.booking, {
        coordinate: 'Query.booking',
        args: { first: 1 },
        where: { facilityId: args.facility, bookingNumber: args.bookingNumber },
      });
      return edges[0]?.node ?? null;
    },
  },
  Mutation: {
    upsertBooking: async (_source: unknown, { input }: { input: UpsertBookingInput }, context: SubgraphContext) => {
      const id = await upsertBooking(input, context);
      return { booking: await context.rows.one(rows.booking, id) };
    },
  },
  Booking: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.booking, id),
    subject: ({ subjectId }: Booking, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.subject, subjectId),
    facility: ({ facilityId }: Booking) => ({ __typename: 'Facility', id: facilityId }),
  },
};

import type { SubgraphContext } from '../kit/context';
import type { Resolvers } from '../kit/executableSchema';
import { type UpsertBookingInput, upsertBooking } from './acts/upsertBooking';
import { upsertBookings } from './acts/upsertBookings';
import type { Booking } from './Booking.entity';
import { rows } from './rows';
import { custodyStatusAt } from './rules/custodyStatus';

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
      const { bookingId, droppedExtensions } = await upsertBooking(input, context);
      return { booking: await context.rows.one(rows.booking, bookingId), droppedExtensions };
    },
    upsertBookings: async (
      _source: unknown,
      { input }: { input: { bookings: readonly UpsertBookingInput[] } },
      context: SubgraphContext,
    ) => {
      const results = await upsertBookings(input.bookings, context);
      return {
        results: await Promise.all(
          results.map(async ({ bookingId, ...rest }) => ({
            ...rest,
            booking: await context.rows.one(rows.booking, bookingId),
          })),
        ),
      };
    },
  },
  Booking: {
    __resolveReference: ({ id }: { id: string }, context: SubgraphContext) => context.rows.one(rows.booking, id),
    subject: ({ subjectId }: Booking, _args: unknown, context: SubgraphContext) =>
      context.rows.one(rows.subject, subjectId),
    facility: ({ facilityId }: Booking) => ({ __typename: 'Facility', id: facilityId }),
    custodyStatus: (booking: Booking, _args: unknown, { now }: SubgraphContext) => custodyStatusAt(booking, now()),
  },
};

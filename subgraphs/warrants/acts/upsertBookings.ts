import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { type UpsertBookingInput, upsertBooking } from './upsertBooking';

const MAX_BOOKINGS = 100;

/** What became of one booking: its id, or the code by which it was refused. */
export interface BookingResult {
  readonly index: number;
  readonly bookingId: string | null;
  readonly errorCode: string | null;
  readonly droppedExtensions: number | null;
}

/** Does up to 100 bookings one after another, each an act of its own. */
export async function upsertBookings(
  bookings: readonly UpsertBookingInput[],
  context: SubgraphContext,
): Promise<readonly BookingResult[]> {
  if (bookings.length === 0 || bookings.length > MAX_BOOKINGS) throw new DomainError('INPUT_INVALID');
  const results: BookingResult[] = [];
  for (const [index, booking] of bookings.entries()) results.push({ index, ...(await resultOf(booking, context)) });
  return results;
}

async function resultOf(input: UpsertBookingInput, context: SubgraphContext): Promise<Omit<BookingResult, 'index'>> {
  try {
    return { ...(await upsertBooking(input, context)), errorCode: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { bookingId: null, errorCode: error.code, droppedExtensions: null };
  }
}

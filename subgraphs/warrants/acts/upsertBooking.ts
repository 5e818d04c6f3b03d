import { In } from 'typeorm';
import { z } from 'zod';
import { type Act, type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { plainText } from '../../kit/plainText';
import { takeStep } from '../../kit/transitions';
import { AdministrativeWarrant } from '../AdministrativeWarrant.entity';
import { Booking } from '../Booking.entity';
import { AWAITING_SERVICE } from '../rules/awaitingService';
import { droppedExtensions } from '../rules/bookingExtensions';
import { custodyStatus } from '../rules/custodyStatus';
import { warrantTransitions } from '../rules/warrantTransitions';
import { FacilityReach, Subject } from '../Subject.entity';

export interface UpsertBookingInput extends ActInput {
  readonly facility: string;
  readonly bookingNumber: string;
  readonly bookedAt: Date;
  readonly releaseEligibleAt?: Date | null;
  readonly releaseReason?: string | null;
  readonly localChargesResolved: boolean;
  readonly releasedAt?: Date | null;
  readonly extensions?: readonly { readonly name: string; readonly value?: string | null }[] | null;
  readonly person: {
    readonly givenName: string;
    readonly surName: string;
    readonly birthDate?: string | null;
    readonly sexCode?: string | null;
    readonly preferredLanguage?: string | null;
    readonly interpreterNeeded: boolean;
  };
}

const FACILITY = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const limits = z.object({
  bookingNumber: z.string().regex(/^[A-Za-z0-9-]{1,32}$/),
  person: z.object({
    givenName: plainText,
    surName: plainText,
    preferredLanguage: z
      .string()
      .regex(/^[a-z]{2}$/)
      .nullish(),
  }),
});

export interface UpsertedBooking {
  readonly bookingId: string;
  /** How many fields of the jail's system were dropped; kept nowhere. */
  readonly droppedExtensions: number;
}

/**
 * Writes a booking and its person in one act and answers the booking's id. `NOT_FOUND` before any other check
 * for a facility that the caller's agency does not run; `INPUT_INVALID` for a value outside its description.
 */
export async function upsertBooking(input: UpsertBookingInput, context: SubgraphContext): Promise<UpsertedBooking> {
  const { agency } = context.caller;
  const runs =
    agency !== null &&
    FACILITY.test(input.facility) &&
    (await context.operational.reads
      .getRepository(FacilityReach)
      .existsBy({ facilityId: input.facility, agencyId: agency }));
  if (!runs) throw new DomainError('NOT_FOUND');
  const dropped = droppedExtensions(input.extensions);
  if (!limits.safeParse(input).success || !isInOrder(input, context.now())) throw new DomainError('INPUT_INVALID');
  const bookingId = await perform({ mutation: 'upsertBooking', input }, context, (act) => writeBooking(act, input));
  return { bookingId, droppedExtensions: dropped };
}

function isInOrder({ bookedAt, releaseEligibleAt, releasedAt }: UpsertBookingInput, now: Date): boolean {
  const isEligibleLater = releaseEligibleAt == null || releaseEligibleAt >= bookedAt;
  return isEligibleLater && (releasedAt == null || (releasedAt >= bookedAt && releasedAt <= now));
}

async function writeBooking(act: Act, input: UpsertBookingInput): Promise<string> {
  const { manager, newId, at } = act;
  const key = { facilityId: input.facility, bookingNumber: input.bookingNumber };
  const known = await manager.findOneBy(Booking, key);
  const present = known === null ? null : await manager.findOneByOrFail(Subject, { id: known.subjectId });
  const subjectId = present?.id ?? newId();
  const facts = {
    bookedAt: input.bookedAt,
    releaseEligibleAt: input.releaseEligibleAt ?? null,
    releaseReason: input.releaseReason ?? null,
    localChargesResolved: input.localChargesResolved,
  };
  const booking = manager.create(Booking, {
    ...(known ?? { ...key, id: newId(), subjectId }),
    ...facts,
    releasedAt: input.releasedAt ?? known?.releasedAt ?? null,
  });
  booking.custodyStatus = isWithIce(known) ? booking.custodyStatus : custodyStatus(booking, at);
  const isCurrent = present === null || present.currentBookingId === known?.id;
  if (isCurrent) await manager.save(Subject, subjectOf(input, { id: subjectId, currentBookingId: booking.id }));
  await manager.save(booking);
  if (isCurrent) await moveWarrants(act, booking);
  return booking.id;
}

/**
 * The newest booking alone says when the person's waiting warrants fall due; a served one keeps what it was served by.
 * A person who left without service leaves them not served.
 */
async function moveWarrants(act: Act, booking: Booking): Promise<void> {
  const { subjectId, facilityId, releaseEligibleAt, localChargesResolved, releasedAt } = booking;
  const waiting = { subjectId, facilityId, status: In([...AWAITING_SERVICE]) };
  await act.manager.update(AdministrativeWarrant, waiting, {
    releaseEligibleAt,
    chargesConcluded: localChargesResolved,
  });
  if (releasedAt === null) return;
  for (const { id, form } of await act.manager.findBy(AdministrativeWarrant, waiting))
    await takeStep(act, { entity: AdministrativeWarrant, id, transitions: warrantTransitions(form) });
}

/** Once a hold runs or ICE has taken custody, the jail's own release facts no longer decide the custody status. */
function isWithIce(booking: Booking | null): boolean {
  return booking !== null && ['ICE_HOLD', 'TRANSFERRED'].includes(booking.custodyStatus);
}

/** A change to an earlier booking leaves the person where the newest one says. */
function subjectOf(
  { facility, person }: UpsertBookingInput,
  ids: Pick<Subject, 'id' | 'currentBookingId'>,
): Partial<Subject> {
  return {
    ...ids,
    facilityId: facility,
    givenName: person.givenName.trim(),
    surName: person.surName.trim(),
    birthDate: person.birthDate ?? null,
    sexCode: person.sexCode ?? null,
    preferredLanguage: person.preferredLanguage ?? null,
    interpreterNeeded: person.interpreterNeeded,
  };
}

import { type EntityManager, In } from 'typeorm';
import { z } from 'zod';
import { type ActInput, perform } from '../kit/acts';
import type { SubgraphContext } from '../kit/context';
import { DomainError } from '../kit/errors';
import { AdministrativeWarrant } from './AdministrativeWarrant.entity';
import { Booking } from './Booking.entity';
import { AWAITING_SERVICE } from './rules/awaitingService';
import { custodyStatus } from './rules/custodyStatus';
import { FacilityReach, Subject } from './Subject.entity';

export interface UpsertBookingInput extends ActInput {
  readonly facility: string;
  readonly bookingNumber: string;
  readonly bookedAt: Date;
  readonly releaseEligibleAt?: Date | null;
  readonly releaseReason?: string | null;
  readonly localChargesResolved: boolean;
  readonly person: {
    readonly givenName: string;
    readonly surName: string;
    readonly birthDate?: string | null;
    readonly sexCode?: string | null;
    readonly preferredLanguage?: string | null;
    readonly interpreterNeeded: boolean;
  };
}

// Nothing invisible, no line ends, no halves of a character: they turn a name around or databases cut them.
const nameText = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u);
const FACILITY = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const limits = z.object({
  bookingNumber: z.string().regex(/^[A-Za-z0-9-]{1,32}$/),
  person: z.object({
    givenName: nameText,
    surName: nameText,
    preferredLanguage: z
      .string()
      .regex(/^[a-z]{2}$/)
      .nullish(),
  }),
});

/**
 * Writes a booking and its person in one unit of work and answers the booking's id. `NOT_FOUND` before any other check
 * for a facility that the caller's agency does not run; `INPUT_INVALID` for a value outside its description.
 */
export async function upsertBooking(input: UpsertBookingInput, context: SubgraphContext): Promise<string> {
  const { agency } = context.caller;
  const runs =
    agency !== null &&
    FACILITY.test(input.facility) &&
    (await context.operational.reads
      .getRepository(FacilityReach)
      .existsBy({ facilityId: input.facility, agencyId: agency }));
  if (!runs) throw new DomainError('NOT_FOUND');
  if (!limits.safeParse(input).success || isReleasedBeforeBooked(input)) throw new DomainError('INPUT_INVALID');
  return perform({ mutation: 'upsertBooking', input }, context, (act) => writeBooking(act.manager, input, context));
}

function isReleasedBeforeBooked({ bookedAt, releaseEligibleAt }: UpsertBookingInput): boolean {
  return releaseEligibleAt != null && releaseEligibleAt < bookedAt;
}

async function writeBooking(
  manager: EntityManager,
  input: UpsertBookingInput,
  context: SubgraphContext,
): Promise<string> {
  const key = { facilityId: input.facility, bookingNumber: input.bookingNumber };
  const known = await manager.findOneBy(Booking, key);
  const present = known === null ? null : await manager.findOneByOrFail(Subject, { id: known.subjectId });
  const subjectId = present?.id ?? context.newId();
  const facts = {
    bookedAt: input.bookedAt,
    releaseEligibleAt: input.releaseEligibleAt ?? null,
    releaseReason: input.releaseReason ?? null,
    localChargesResolved: input.localChargesResolved,
  };
  const booking = manager.create(Booking, {
    ...(known ?? { ...key, id: context.newId(), subjectId, releasedAt: null }),
    ...facts,
  });
  booking.custodyStatus = isWithIce(known) ? booking.custodyStatus : custodyStatus(booking, context.now());
  const isCurrent = present === null || present.currentBookingId === known?.id;
  if (isCurrent) await manager.save(Subject, subjectOf(input, { id: subjectId, currentBookingId: booking.id }));
  await manager.save(booking);
  if (isCurrent) await moveRelease(manager, booking);
  return booking.id;
}

/** The newest booking alone says when the person's waiting warrants fall due; a served one keeps what it was served by. */
async function moveRelease(
  manager: EntityManager,
  { subjectId, facilityId, releaseEligibleAt }: Booking,
): Promise<void> {
  const waiting = { subjectId, facilityId, status: In([...AWAITING_SERVICE]) };
  await manager.update(AdministrativeWarrant, waiting, { releaseEligibleAt });
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

const LOCAL: readonly string[] = ['LOCAL', 'RELEASE_ELIGIBLE'];

interface CustodyFacts {
  readonly releaseEligibleAt: Date | null;
  readonly releasedAt: Date | null;
  readonly localChargesResolved: boolean;
}

/** The status of a booking as of an instant: what ICE or a release made of it stays, the rest goes with the clock. */
export function custodyStatusAt(booking: CustodyFacts & { readonly custodyStatus: string }, now: Date): string {
  return LOCAL.includes(booking.custodyStatus) ? custodyStatus(booking, now) : booking.custodyStatus;
}

/** The custody status that a booking's own facts give at an instant, before any hold for ICE. */
export function custodyStatus(
  { releaseEligibleAt, releasedAt, localChargesResolved }: CustodyFacts,
  now: Date,
): string {
  if (releasedAt !== null) return 'RELEASED';
  const isDue = releaseEligibleAt !== null && releaseEligibleAt <= now;
  return localChargesResolved && isDue ? 'RELEASE_ELIGIBLE' : 'LOCAL';
}

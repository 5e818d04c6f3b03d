interface CustodyFacts {
  readonly releaseEligibleAt: Date | null;
  readonly releasedAt: Date | null;
  readonly localChargesResolved: boolean;
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

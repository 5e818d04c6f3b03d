interface WaitingWarrant {
  readonly status: string;
  readonly releaseEligibleAt: Date | null;
  readonly chargesConcluded: boolean | null;
}

/** Whether a designated warrant's release window is open and local charges are concluded. Source: DOMAIN §6.4. */
export function isReady({ status, releaseEligibleAt, chargesConcluded }: WaitingWarrant, now: Date): boolean {
  return status === 'DESIGNATED' && chargesConcluded === true && releaseEligibleAt !== null && releaseEligibleAt <= now;
}

import type { OfficerClauses } from '../../../schema/services';

const HOUR_MS = 3_600_000;

/** By when ICE has to be told of what an agency decided to revoke; null where the text gives it no such right. Source: TFM IX. */
export function revocationDueAt(
  { agencyRevocationNoticeHours }: Pick<OfficerClauses, 'agencyRevocationNoticeHours'>,
  decidedAt: Date,
): Date | null {
  return agencyRevocationNoticeHours === null
    ? null
    : new Date(decidedAt.getTime() + agencyRevocationNoticeHours * HOUR_MS);
}

import { endOfDay } from '../../kit/days';
import type { Authorization } from '../Authorization.entity';
import type { Credential } from '../Credential.entity';
import type { Officer } from '../Officer.entity';

type OfficerTerm = Pick<Officer, 'status' | 'statusSinceAt' | 'dueStatus' | 'dueAt'>;

/** A change of status that was kept; newest first where there are several. */
export interface KeptChange {
  readonly at: Date;
  readonly fromStatus: string | null;
  readonly toStatus: string;
}

/** An officer's status as of an instant: what is due comes by itself, what is past is read from the kept changes. */
export function officerStatusAt(officer: OfficerTerm, at: Date, changes: readonly KeptChange[] = []): string {
  const { status, statusSinceAt, dueStatus, dueAt } = officer;
  if (dueStatus !== null && dueAt !== null && dueAt <= at) return dueStatus;
  if (statusSinceAt === null || statusSinceAt <= at) return status;
  const before = changes.find((one) => one.at <= at)?.toStatus;
  return before ?? changes.at(-1)?.fromStatus ?? status;
}

/** What an authorization is at an instant, with the officer's own status then. */
export function authorizationStatusAt(
  { status, validFromAt, validUntilAt, endedAt }: Authorization,
  officerStatus: string,
  at: Date,
): string {
  if (endedAt !== null && endedAt <= at) return status;
  if (status === 'PENDING' || validFromAt > at) return 'PENDING';
  if (status !== 'ACTIVE' && endedAt === null) return status;
  if (validUntilAt !== null && validUntilAt <= at) return 'EXPIRED';
  return officerStatus === 'SUSPENDED' ? 'SUSPENDED' : 'ACTIVE';
}

/** What a credential is at an instant; when the officer's last authorization ends, it has to be returned. */
export function credentialStatusAt(
  { status, endedAt, expiresOn }: Credential,
  officer: Pick<Officer, 'dueAt'>,
  at: Date,
): string {
  if (status !== 'ISSUED' && (endedAt === null || endedAt <= at)) return status;
  if (officer.dueAt !== null && officer.dueAt <= at) return 'RETURN_DUE';
  return expiresOn !== null && lastInstantOf(expiresOn) <= at ? 'EXPIRED' : 'ISSUED';
}

/** When a day that something is good for is over: in UTC, which is the earlier end nearly everywhere in the programme. */
export function lastInstantOf(day: string): Date {
  return endOfDay(day, 'utc');
}

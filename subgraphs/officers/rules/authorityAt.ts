import { dayAt } from '../../kit/days';
import type { Authorization } from '../Authorization.entity';
import type { Credential } from '../Credential.entity';
import type { Officer } from '../Officer.entity';
import type { RefresherRecord } from '../RefresherRecord.entity';
import { authorizationStatusAt, credentialStatusAt, type KeptChange, lastInstantOf, officerStatusAt } from './statusAt';

export interface Papers {
  readonly officer: Officer;
  readonly authorizations: readonly Authorization[];
  readonly credentials: readonly Credential[];
  readonly refreshers: readonly RefresherRecord[];
  /** The officer's kept changes of status, newest first. */
  readonly changes: readonly KeptChange[];
}

/** An officer's authority as of an instant. */
export interface Authority {
  readonly status: string;
  readonly authorizations: readonly { readonly authorization: Authorization; readonly status: string }[];
  /** The newest that was issued by then. */
  readonly credential: { readonly status: string; readonly expiresOn: string | null } | null;
  /** The first day after which a refresher is overdue; null when none is required. */
  readonly refresherDueOn: string | null;
  /** The next instant at which one of these changes by itself. */
  readonly nextChangeAt: Date | null;
}

export function authorityAt(papers: Papers, at: Date): Authority {
  const { officer, authorizations, changes } = papers;
  const status = officerStatusAt(officer, at, changes);
  const credential = currentCredential(papers, at);
  const refresherDueOn = refresherDue(papers, at);
  return {
    status,
    authorizations: authorizations.map((one) => ({
      authorization: one,
      status: authorizationStatusAt(one, status, at),
    })),
    credential,
    refresherDueOn,
    nextChangeAt: nextAfter(at, [
      officer.dueAt,
      ...authorizations.flatMap(({ validUntilAt, endedAt }) => [validUntilAt, endedAt]),
      ...[credential?.expiresOn ?? null, refresherDueOn].map((day) => (day === null ? null : lastInstantOf(day))),
    ]),
  };
}

/** Whether an officer's papers let him act: authorized, with a credential in hand and no refresher overdue. */
export function isInOrder({ status, authorizations, credential, refresherDueOn }: Authority, at: Date): boolean {
  const isTrained = refresherDueOn === null || lastInstantOf(refresherDueOn) > at;
  const isAuthorized = status === 'AUTHORIZED' && authorizations.some((one) => one.status === 'ACTIVE');
  return isAuthorized && credential?.status === 'ISSUED' && isTrained;
}

function currentCredential({ officer, credentials }: Papers, at: Date): Authority['credential'] {
  const today = dayAt(at, 'utc');
  const issued = credentials
    .filter(({ issuedOn }) => issuedOn <= today)
    .map((one) => ({ issuedOn: one.issuedOn, expiresOn: one.expiresOn, status: credentialStatusAt(one, officer, at) }));
  const [newest] = issued.toSorted(
    (one, other) => compare(other.issuedOn, one.issuedOn) || rank(one.status) - rank(other.status),
  );
  return newest === undefined ? null : { status: newest.status, expiresOn: newest.expiresOn };
}

function refresherDue({ refreshers }: Papers, at: Date): string | null {
  const today = dayAt(at, 'utc');
  const open = refreshers.filter(
    ({ requiredAt, completedOn }) => requiredAt <= at && (completedOn === null || completedOn > today),
  );
  return open.map(({ dueOn }) => dueOn).toSorted(compare)[0] ?? null;
}

function nextAfter(at: Date, instants: readonly (Date | null)[]): Date | null {
  const later = instants.filter((one) => one !== null && one > at).map((one) => (one as Date).getTime());
  return later.length === 0 ? null : new Date(Math.min(...later));
}

function rank(status: string): number {
  return status === 'ISSUED' ? 0 : 1;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

import type { Authorization } from '../Authorization.entity';
import type { ComplaintNotice } from '../ComplaintNotice.entity';
import type { Credential } from '../Credential.entity';
import type { Officer } from '../Officer.entity';
import type { RefresherRecord } from '../RefresherRecord.entity';
import { endOf } from './dueChange';
import { lastInstantOf } from './statusAt';

export interface Expiring {
  readonly kind: 'AUTHORIZATION' | 'CREDENTIAL' | 'REFRESHER' | 'REVIEW' | 'LEAVING' | 'COMPLAINT';
  readonly expiresAt: Date;
}

export interface ExpiringPapers {
  readonly officer: Officer;
  readonly authorizations: readonly Authorization[];
  readonly credentials: readonly Credential[];
  readonly refreshers: readonly RefresherRecord[];
  readonly complaints: readonly ComplaintNotice[];
}

const OVER: readonly string[] = ['REJECTED', 'DISQUALIFIED', 'WITHDRAWN', 'DEPARTED'];

/** Everything of an officer that runs out at a known instant and is not settled yet. */
export function expiriesOf(papers: ExpiringPapers): readonly Expiring[] {
  const open = papers.complaints.filter(({ adjudicatedAt }) => adjudicatedAt === null);
  const complaints = open.flatMap(({ adjudicationDueAt }) => at('COMPLAINT', adjudicationDueAt));
  return OVER.includes(papers.officer.status) ? complaints : [...ofPapers(papers), ...complaints];
}

function ofPapers({ officer, authorizations, credentials, refreshers }: ExpiringPapers): readonly Expiring[] {
  // One that ended was settled; one that ends later says so by a status of its own and an instant still to come.
  const running = ['AUTHORIZED', 'SUSPENDED'].includes(officer.status) ? authorizations : [];
  return [
    ...running.flatMap((one) => at('AUTHORIZATION', isSettled(one, officer) ? null : endOf(one))),
    ...credentials
      .filter(({ status }) => status === 'ISSUED')
      .flatMap(({ expiresOn }) => onDay('CREDENTIAL', expiresOn)),
    ...refreshers.filter(({ completedOn }) => completedOn === null).flatMap(({ dueOn }) => onDay('REFRESHER', dueOn)),
    ...onDay('REVIEW', officer.reviewDueOn),
    ...onDay('LEAVING', officer.leavingOn),
  ];
}

/** Authorizations of an earlier time in the programme ended before the status became what it is. */
function isSettled({ endedAt, status }: Authorization, { statusSinceAt }: Officer): boolean {
  return status === 'PENDING' || (endedAt !== null && statusSinceAt !== null && endedAt <= statusSinceAt);
}

function onDay(kind: Expiring['kind'], day: string | null): readonly Expiring[] {
  return at(kind, day === null ? null : lastInstantOf(day));
}

function at(kind: Expiring['kind'], instant: Date | number | null): readonly Expiring[] {
  return instant === null ? [] : [{ kind, expiresAt: new Date(instant) }];
}

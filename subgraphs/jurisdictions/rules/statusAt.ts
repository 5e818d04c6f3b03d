/** The states from which an agreement does not come back. */
export const ENDED: readonly string[] = ['TERMINATED', 'EXPIRED', 'SUPERSEDED'];

/** The states in which officers may act under an agreement: a notice that runs changes nothing before its day. */
export const IN_FORCE: readonly string[] = ['ACTIVE', 'SUSPENSION_NOTICED', 'TERMINATION_NOTICED'];

export interface AgreementTerm {
  readonly status: string;
  readonly dueStatus: string | null;
  readonly dueAt: Date | null;
  readonly expiresAt: Date | null;
}

/** The status of an agreement as of an instant: a notice takes effect and a term runs out by themselves. */
export function statusAt(agreement: AgreementTerm, at: Date): string {
  return boundariesOf(agreement)
    .filter(([instant]) => instant <= at)
    .reduce((status, [, next]) => (ENDED.includes(status) ? status : next), agreement.status);
}

/** The status that counts for acting: a suspension stops every act also while a notice of termination runs. */
export function actingStatusAt(agreement: AgreementTerm & { readonly isSuspended: boolean }, at: Date): string {
  const status = statusAt(agreement, at);
  return agreement.isSuspended && IN_FORCE.includes(status) ? 'SUSPENDED' : status;
}

/** The known instants at which the status changes by itself, in order, with what it becomes. */
export function boundariesOf({
  status,
  dueStatus,
  dueAt,
  expiresAt,
}: AgreementTerm): readonly (readonly [Date, string])[] {
  if (ENDED.includes(status)) return [];
  const due = dueAt === null || dueStatus === null ? [] : [[dueAt, dueStatus] as const];
  const expiry = expiresAt === null ? [] : [[expiresAt, 'EXPIRED'] as const];
  return [...due, ...expiry].sort(([one], [other]) => one.getTime() - other.getTime());
}

import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { EventRow } from './Act.entity';
import type { Act } from './acts';
import { DomainError } from './errors';
import { Overtaken } from './unitOfWork';

/** The states from which each mutation may leave, and the one it leads to. What is not there is refused. */
export type Transitions<S extends string = string> = Readonly<
  Record<string, { readonly from: readonly S[]; readonly to: S }>
>;

interface Stateful extends ObjectLiteral {
  readonly id: string;
  readonly status: string;
  readonly version: number;
}

export interface Step<T extends Stateful> {
  readonly entity: EntityTarget<T> & { readonly name: string };
  readonly id: string;
  readonly transitions: Transitions;
  /** Further columns that change with the state. */
  readonly set?: QueryDeepPartialEntity<T>;
  /** The version the caller saw; null where he gave none. */
  readonly expectedVersion?: number | null | undefined;
  readonly reason?: string | null;
}

/**
 * Takes one row from its state to the one that the act's mutation leads to, and keeps that as an event. Throws
 * `VERSION_CONFLICT` when the row is no longer what the caller saw, `ILLEGAL_TRANSITION` with the mutations of the
 * caller that its state allows.
 */
export async function takeStep<T extends Stateful>(act: Act, step: Step<T>): Promise<void> {
  const { manager, mutation } = act;
  const row = await manager.findOneByOrFail(step.entity, { id: step.id } as never);
  expectVersion(row, step.expectedVersion);
  const rule = Object.hasOwn(step.transitions, mutation) ? step.transitions[mutation] : undefined;
  if (rule === undefined || !rule.from.includes(row.status)) throw illegal(row.status, step.transitions, act);
  const { affected } = await manager
    .createQueryBuilder()
    .update(step.entity)
    .set({ ...step.set, status: rule.to } as never)
    .where({ id: row.id, status: row.status, version: row.version } as never)
    .execute();
  if (affected !== 1) throw new Overtaken();
  await keepEvent(act, {
    entity: step.entity.name,
    entityId: row.id,
    fromStatus: row.status,
    toStatus: rule.to,
    reason: step.reason ?? null,
  });
}

/** The mutations of the caller that a state allows. */
export function allowedIn(status: string, transitions: Transitions, acts: readonly string[]): readonly string[] {
  return Object.entries(transitions)
    .filter(([name, { from }]) => from.includes(status) && acts.includes(name))
    .map(([name]) => name);
}

export function expectVersion({ version }: { readonly version: number }, expected: number | null | undefined): void {
  if (expected != null && expected !== version) throw new DomainError('VERSION_CONFLICT');
}

/** Keeps what became of a row. */
export async function keepEvent(
  act: Act,
  change: Pick<EventRow, 'entity' | 'entityId' | 'fromStatus' | 'toStatus' | 'reason'>,
): Promise<void> {
  const { issuer, sub, client, capacity } = act.caller;
  await act.manager.insert(EventRow, {
    ...change,
    id: act.newId(),
    actId: act.id,
    mutation: act.mutation,
    actorIssuer: issuer,
    actorSub: sub,
    actorClient: client,
    capacity,
    at: act.at,
  });
}

function illegal(status: string, transitions: Transitions, { caller }: Act): DomainError {
  return new DomainError('ILLEGAL_TRANSITION', allowedIn(status, transitions, caller.acts));
}

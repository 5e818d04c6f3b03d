import { createHash, createHmac } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../schema/caller';
import { ActRow } from './Act.entity';
import type { SubgraphContext } from './context';
import { DomainError } from './errors';
import { unitOfWork } from './unitOfWork';

/** How long a key counts. */
export const ACT_KEY_KEPT_MS = 30 * 24 * 3_600_000;

const KEY = /^[\x21-\x7e]{1,64}$/;

/** What every mutation's input may hold beside its own fields. */
export interface ActInput {
  readonly idempotencyKey?: string | null;
  /** Jail-system fields that are dropped or refused at the door; no part of what is done. */
  readonly extensions?: unknown;
}

export interface ActRequest {
  readonly mutation: string;
  readonly input: ActInput;
}

/** An act under way: everything it writes goes through its manager. */
export interface Act {
  readonly id: string;
  readonly at: Date;
  readonly mutation: string;
  readonly caller: Caller;
  readonly manager: EntityManager;
  readonly newId: () => string;
}

/**
 * Runs a mutation as one act and answers the id of the row it answers with: all of it is there afterwards, or nothing.
 * Under a key that the same caller used with the same input nothing is done again; the id is that of the first time,
 * to be read anew with the rights of now. With other input: `IDEMPOTENCY_KEY_REUSED`. Keys are kept 30 days. Whether
 * the caller reaches what the input names has to be asked before.
 */
export async function perform(
  request: ActRequest,
  context: SubgraphContext,
  work: (act: Act) => Promise<string>,
): Promise<string> {
  const { key, known, inputMac } = identify(request, context);
  const { caller, newId } = context;
  const resultId = await unitOfWork(context.operational, async (manager) => {
    const at = context.now();
    const before = key === null ? null : await manager.findOneBy(ActRow, { ...known, idempotencyKey: key });
    if (before !== null && isKept(before, at)) return resultOf(before, inputMac);
    if (before !== null) await manager.update(ActRow, { id: before.id }, { idempotencyKey: null });
    const act = { id: newId(), at, mutation: request.mutation, caller, manager, newId };
    // First, so that a second call under the same key waits for this one, or fails and is run again.
    await manager.insert(ActRow, { ...known, id: act.id, inputMac, resultId: act.id, at });
    const result = await work(act);
    await manager.update(ActRow, { id: act.id }, { resultId: result });
    return result;
  });
  context.forget();
  return resultId;
}

/** What the same caller's same key and input gave before; null when there is nothing, so that the act is to be done. */
export async function earlierResult(request: ActRequest, context: SubgraphContext): Promise<string | null> {
  const { key, known, inputMac } = identify(request, context);
  if (key === null) return null;
  const before = await context.operational.reads.getRepository(ActRow).findOneBy({ ...known, idempotencyKey: key });
  return before === null || !isKept(before, context.now()) ? null : resultOf(before, inputMac);
}

function identify({ input, mutation }: ActRequest, { caller, inputKey }: SubgraphContext) {
  const key = input.idempotencyKey ?? null;
  if (key !== null && !KEY.test(key)) throw new DomainError('INPUT_INVALID');
  return { key, known: { actor: actorOf(caller), mutation, idempotencyKey: key }, inputMac: macOf(input, inputKey) };
}

function isKept({ at }: ActRow, now: Date): boolean {
  return now.getTime() - at.getTime() < ACT_KEY_KEPT_MS;
}

function resultOf({ inputMac, resultId }: ActRow, mac: string): string {
  if (inputMac !== mac) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return resultId;
}

function actorOf({ issuer, sub, client, capacity }: Caller): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, sub, client, capacity]))
    .digest('hex');
}

function macOf({ idempotencyKey: _key, extensions: _extensions, ...input }: ActInput, key: Buffer): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(sorted(input)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, sorted(one)]);
}

import { type FindOptionsWhere, In, LessThan } from 'typeorm';
import type { BothStores, Head, ProtectedType, ProtectedVersion } from './protectedVersions';
import type { Store } from './store';
import { unitOfWork } from './unitOfWork';

/** How many records are looked at together: a statement takes only so many parameters. */
const AT_ONCE = 200;

/** Up to when versions of each kind were looked at; what was written before then was in force or is gone. */
const seenUntil = new WeakMap<Store, Map<string, Date>>();

/**
 * Removes versions older than `before` to which nobody points; answers how many. After the first time it looks alone
 * at records that were written since, so that it takes no longer the more there are.
 */
export async function sweepVersions<V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  stores: BothStores,
  before: Date,
): Promise<number> {
  const seen = seenUntil.get(stores.protected) ?? new Map<string, Date>();
  seenUntil.set(stores.protected, seen);
  const ids = await writtenBetween(type, stores.protected, { from: seen.get(type.name) ?? new Date(0), before });
  let swept = 0;
  for (let at = 0; at < ids.length; at += AT_ONCE)
    swept += await sweepSome(type, stores, { ids: ids.slice(at, at + AT_ONCE), before });
  seen.set(type.name, before);
  return swept;
}

/** Ids of the records of which a version was written in that time. */
async function writtenBetween<V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  store: Store,
  { from, before }: { readonly from: Date; readonly before: Date },
): Promise<readonly string[]> {
  const rows = await store.reads
    .getRepository(type.version)
    .createQueryBuilder('version')
    .select('version.entityId', 'id')
    .distinct(true)
    .where('version.writtenAt >= :from AND version.writtenAt < :before', { from, before })
    .getRawMany<{ readonly id: string }>();
  return rows.map(({ id }) => id);
}

async function sweepSome<V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  stores: BothStores,
  { ids, before }: { readonly ids: readonly string[]; readonly before: Date },
): Promise<number> {
  const old = await stores.protected.reads.getRepository(type.version).find({
    where: { entityId: In([...ids]), writtenAt: LessThan(before) } as unknown as FindOptionsWhere<V>,
    select: { entityId: true, rev: true } as never,
  });
  const heads = await stores.operational.reads
    .getRepository(type.head)
    .find({ where: { entity: type.name, entityId: In([...ids]) } as unknown as FindOptionsWhere<H> });
  const inForce = new Map(heads.map(({ entityId, rev }) => [entityId, rev]));
  const unseen = old.filter(({ entityId, rev }) => inForce.get(entityId) !== rev);
  for (const { entityId, rev } of unseen)
    await unitOfWork(stores.protected, (manager) => manager.delete(type.version, { entityId, rev } as never));
  return unseen.length;
}

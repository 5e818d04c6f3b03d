import DataLoader from 'dataloader';
import { type EntityManager, In, type ObjectLiteral } from 'typeorm';
import type { Store } from './store';
import { unitOfWork } from './unitOfWork';

/** A protected record kept as versions that are never changed; which one counts is said by the operational store. */
export interface ProtectedVersion extends ObjectLiteral {
  entityId: string;
  rev: number;
  actId: string;
  writtenAt: Date;
}

/** The operational row that names the version in force. */
export interface Head extends ObjectLiteral {
  entity: string;
  entityId: string;
  rev: number;
}

/** One kind of protected record: its versions in the protected store and its heads in the operational one. */
export interface ProtectedType<V extends ProtectedVersion, H extends Head> {
  readonly name: string;
  readonly version: new () => V;
  readonly head: new () => H;
}

/**
 * First half of an act that writes both stores: commits a version that nobody points to yet. Answers the second half,
 * to be run in the act's operational unit of work, whose commit is the act. A version whose act fails stays unseen.
 */
export async function writeVersion<V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  store: Store,
  version: V,
): Promise<(manager: EntityManager) => Promise<void>> {
  await unitOfWork(store, (manager) => manager.insert(type.version, version as never));
  const head = { entity: type.name, entityId: version.entityId, rev: version.rev };
  return async (manager) => {
    await manager.upsert(type.head, head as never, ['entity', 'entityId']);
  };
}

/** Loads the versions in force by entity id: one statement to each store, however many are asked. */
export function versionLoader<V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  stores: { readonly operational: Store; readonly protected: Store },
): DataLoader<string, V | null> {
  return new DataLoader(async (ids) => {
    const heads = await stores.operational.reads
      .getRepository(type.head)
      .find({ where: { entity: type.name, entityId: In([...ids]) } as never });
    const revs = new Map(heads.map((head) => [head.entityId, head.rev]));
    const versions = await stores.protected.reads
      .getRepository(type.version)
      .find({ where: { entityId: In([...ids]), rev: In([...new Set(revs.values())]) } as never });
    const inForce = versions.filter((one) => one.rev === revs.get(one.entityId));
    const byId = new Map(inForce.map((one) => [one.entityId, one]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

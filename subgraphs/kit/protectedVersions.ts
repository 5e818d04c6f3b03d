import DataLoader from 'dataloader';
import { type EntityManager, In, type ObjectLiteral } from 'typeorm';
import { DomainError } from './errors';
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

/** Both databases of a subgraph that keeps protected records. */
export interface BothStores {
  readonly operational: Store;
  readonly protected: Store;
}

type Facts<V extends ProtectedVersion> = Omit<V, keyof ProtectedVersion>;
export type Point = (manager: EntityManager) => Promise<void>;

/**
 * First half of an act that writes both stores: commits the next version of a record, made from the one in force, that
 * nobody points to yet. Answers the second half, to be run in the act's operational unit of work, whose commit is the
 * act; there it is `VERSION_CONFLICT` when another act was faster. A version whose act fails stays unseen.
 */
export async function writeVersion<V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  stores: BothStores,
  { entityId, actId, writtenAt, factsFrom }: NextVersion<V>,
): Promise<Point> {
  const present = await versionLoader(type, stores).load(entityId);
  const rev = await insertNext(type, stores.protected, { ...factsFrom(present), entityId, actId, writtenAt });
  const key = { entity: type.name, entityId };
  return async (manager) => {
    const isFirst = present === null && !(await manager.existsBy(type.head, key as never));
    if (isFirst) await manager.insert(type.head, { ...key, rev } as never);
    else await expectOne(manager.update(type.head, { ...key, rev: present?.rev ?? 0 } as never, { rev } as never));
  };
}

export interface NextVersion<V extends ProtectedVersion>
  extends Pick<ProtectedVersion, 'entityId' | 'actId' | 'writtenAt'> {
  /** Every column of the next version but its key, from the one in force; null where there is none. */
  readonly factsFrom: (present: V | null) => Facts<V>;
}

/** Numbers are given out by the protected store itself: a version that lost its act keeps the number it had. */
async function insertNext<V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  store: Store,
  version: Omit<ProtectedVersion, 'rev'>,
): Promise<number> {
  return unitOfWork(store, async (manager) => {
    const last = await manager.maximum(type.version, 'rev' as never, { entityId: version.entityId } as never);
    const rev = (last ?? 0) + 1;
    await manager.insert(type.version, { ...version, rev } as never);
    return rev;
  });
}

async function expectOne(update: Promise<{ readonly affected?: number }>): Promise<void> {
  if ((await update).affected !== 1) throw new DomainError('VERSION_CONFLICT');
}

/** Loads the versions in force by entity id: one statement to each store, however many are asked. */
export function versionLoader<V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  stores: BothStores,
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

import type { Caller } from '../../schema/caller';
import { PROTECTED } from '../../schema/categories';
import type { Cursors } from './cursor';
import { type Head, type ProtectedType, type ProtectedVersion, versionLoader } from './protectedVersions';
import { Rows } from './rows';
import type { ServiceClient } from './serviceClient';
import type { Store } from './store';

/** What a subgraph needs to run. `protected` is null where the subgraph keeps no protected data. */
export interface Stores {
  readonly operational: Store;
  readonly protected: Store | null;
}

/** Everything a resolver may use, made for one request. */
export interface SubgraphContext {
  readonly caller: Caller;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly rows: Rows;
  readonly operational: Store;
  /** Keys the MACs over inputs that are kept with an idempotency key. */
  readonly inputKey: Buffer;
  /** Asks other subgraphs as a service; throws where this subgraph asks none. */
  readonly askService: ServiceClient;
  /** The version in force of a protected record; null where there is none, or the caller's clearance has no protected category. */
  readonly version: ReadVersion;
}

type ReadVersion = <V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  id: string,
) => Promise<V | null>;

export interface ContextParts {
  readonly stores: Stores;
  readonly cursors: Cursors;
  readonly inputKey: Buffer;
  readonly askService: ServiceClient;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Make one per request: its loaders must not outlive the caller's clearance. */
export function contextFor(
  caller: Caller,
  { stores, cursors, inputKey, askService, now, newId }: ContextParts,
): SubgraphContext {
  const isCleared = caller.categories.some((category) => PROTECTED.has(category));
  return {
    caller,
    now,
    newId,
    rows: new Rows(stores.operational, caller, cursors),
    operational: stores.operational,
    inputKey,
    askService,
    version:
      isCleared && stores.protected !== null ? versionReader(stores.operational, stores.protected) : async () => null,
  };
}

function versionReader(operational: Store, protectedStore: Store): ReadVersion {
  const loaders = new Map<string, unknown>();
  return <V extends ProtectedVersion, H extends Head>(type: ProtectedType<V, H>, id: string) => {
    const known = loaders.get(type.name) as ReturnType<typeof versionLoader<V, H>> | undefined;
    const loader = known ?? versionLoader(type, { operational, protected: protectedStore });
    loaders.set(type.name, loader);
    return loader.load(id);
  };
}

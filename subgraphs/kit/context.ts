import type { Caller } from '../../schema/caller';
import { PROTECTED } from '../../schema/categories';
import { AnsweredPersons } from './answeredPersons';
import type { Cursors } from './cursor';
import {
  type BothStores,
  type Head,
  type ProtectedType,
  type ProtectedVersion,
  versionLoader,
} from './protectedVersions';
import { Rows } from './rows';
import type { Seals } from './sealedText';
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
  /** Milliseconds on a clock that nobody sets. */
  readonly elapsedMs: () => number;
  readonly newId: () => string;
  /** Waits; an act that takes authority away answers only when every statement of it has run out. */
  readonly pause: Pause;
  readonly rows: Rows;
  readonly operational: Store;
  /** The gateway's id of the request, for the log; null where it gave none. */
  readonly requestId: string | null;
  /** What is answered of persons, for the audit. */
  readonly persons: AnsweredPersons;
  /** Keys the MACs over inputs that are kept with an idempotency key. */
  readonly inputKey: Buffer;
  readonly settings: Readonly<Record<string, string>>;
  /** Asks other subgraphs as a service; throws where this subgraph asks none. */
  readonly askService: ServiceClient;
  /** Forgets all that was read, so that a mutation answers with what it wrote. */
  forget(): void;
  /** The version in force of a protected record; null where there is none, or the caller's clearance has no protected category. */
  readonly version: ReadVersion;
  /** Both databases and the key that opens what is sealed; null unless the caller's clearance has a protected category. */
  readonly cleared: Cleared | null;
  /** Seals a text that the caller may write and not read; throws where this subgraph seals nothing. */
  readonly sealText: Seals['seal'];
}

/** What only a request with protected clearance has in its hands. */
export interface Cleared {
  readonly stores: BothStores;
  readonly openText: Seals['open'];
}

export type Pause = (milliseconds: number) => Promise<void>;

type ReadVersion = <V extends ProtectedVersion, H extends Head>(
  type: ProtectedType<V, H>,
  id: string,
) => Promise<V | null>;

export interface ContextParts {
  readonly stores: Stores;
  readonly cursors: Cursors;
  readonly inputKey: Buffer;
  readonly settings: Readonly<Record<string, string>>;
  readonly askService: ServiceClient;
  readonly seals: Seals | null;
  readonly now: () => Date;
  /** Milliseconds on a clock that nobody sets. */
  readonly elapsedMs: () => number;
  readonly newId: () => string;
  readonly pause: Pause;
  readonly requestId: string | null;
}

/** Make one per request: its loaders must not outlive the caller's clearance. */
export function contextFor(caller: Caller, parts: ContextParts): SubgraphContext {
  const { stores, cursors, inputKey, settings, askService, seals, now, elapsedMs, newId, pause, requestId } = parts;
  const cleared = clearedParts(caller, parts);
  const rows = new Rows(stores.operational, caller, cursors);
  const loaders: Loaders = new Map();
  return {
    caller,
    now,
    elapsedMs,
    newId,
    pause,
    rows,
    forget: () => {
      rows.forget();
      loaders.clear();
    },
    operational: stores.operational,
    requestId,
    persons: new AnsweredPersons(),
    inputKey,
    settings,
    askService,
    version: cleared === null ? async () => null : versionReader(cleared.stores, loaders),
    cleared,
    sealText: seals?.seal ?? nothingToSeal,
  };
}

function clearedParts(caller: Caller, { stores, seals }: ContextParts): Cleared | null {
  const isCleared = caller.categories.some((category) => PROTECTED.has(category));
  if (!isCleared || stores.protected === null || seals === null) return null;
  return { stores: { operational: stores.operational, protected: stores.protected }, openText: seals.open };
}

const nothingToSeal: Seals['seal'] = async () => {
  throw new Error('This subgraph seals nothing.');
};

type Loaders = Map<string, unknown>;

function versionReader(stores: BothStores, loaders: Loaders): ReadVersion {
  return <V extends ProtectedVersion, H extends Head>(type: ProtectedType<V, H>, id: string) => {
    const known = loaders.get(type.name) as ReturnType<typeof versionLoader<V, H>> | undefined;
    const loader = known ?? versionLoader(type, stores);
    loaders.set(type.name, loader);
    return loader.load(id);
  };
}

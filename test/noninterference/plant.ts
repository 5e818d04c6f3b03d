import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { AllStores } from '../../subgraphs/allSubgraphs';
import type { SubgraphContext } from '../../subgraphs/kit/context';
import type { FieldResolver, Resolvers } from '../../subgraphs/kit/executableSchema';
import { versionLoader } from '../../subgraphs/kit/protectedVersions';
import type { definitions } from '../../subgraphs/subgraphs';
import type { ImmigrationRecord } from '../../subgraphs/warrants/ImmigrationRecord.entity';
import { immigrationRecords } from '../../subgraphs/warrants/protectedTypes';
import { Subject } from '../../subgraphs/warrants/Subject.entity';
import { IDEMPOTENCY_KEYS } from './dictionary';
import type { HighAction } from './highAction';
import type { WorldName } from './twoWorlds';
import type { Observed } from './world';

/** What a leak has in its hands that the product would never give it: one world's stores, protected ones included. */
export interface Leaking {
  record(subjectId: string): Promise<ImmigrationRecord | null>;
  find<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<T[]>;
  bump<T extends ObjectLiteral>(entity: EntityTarget<T>, where: FindOptionsWhere<T>): Promise<void>;
  readonly kept: Map<string, unknown>;
  readonly keys: readonly string[];
}

/** A call of a resolver that a leak stands in front of. */
export interface Call {
  readonly source: ObjectLiteral;
  readonly args: Readonly<Record<string, unknown>>;
  readonly context: SubgraphContext;
  readonly leaking: Leaking;
  readonly next: () => unknown;
}

interface AnswerError {
  readonly message: string;
  readonly path?: unknown;
  readonly extensions: object;
}

/** A fault planted by the tests' own wiring: nothing of the product can be told to have it. */
export interface Leak {
  readonly name: string;
  /** Stands in front of resolvers of the subgraph warrants. */
  readonly resolvers?: Readonly<Record<string, (call: Call) => unknown>>;
  /** Stands behind the gateway and spoils each error that a subgraph's answer led to. */
  readonly answer?: (error: AnswerError, told: string) => AnswerError;
  readonly afterHighAction?: (action: HighAction, leaking: Leaking) => Promise<void>;
}

/** The leaks of both worlds, of which one at a time is open. */
export class Planted {
  #open: Leak | null = null;
  readonly #leaking = new Map<WorldName, Leaking>();

  constructor(private readonly leaks: readonly Leak[]) {}

  open(leak: Leak | null): void {
    this.#open = leak;
    for (const { kept } of this.#leaking.values()) kept.clear();
  }

  wire(own: typeof definitions, stores: AllStores, world: WorldName): typeof definitions {
    const leaking = leakingFrom(stores);
    this.#leaking.set(world, leaking);
    const { resolvers } = own.warrants;
    const coordinates = new Set(this.leaks.flatMap((leak) => Object.keys(leak.resolvers ?? {})));
    const changed = [...coordinates].reduce((all, one) => this.#infront(one, all, leaking), resolvers);
    return { ...own, warrants: { ...own.warrants, resolvers: changed } };
  }

  async afterHighAction(world: WorldName, action: HighAction): Promise<void> {
    const leaking = this.#leaking.get(world);
    if (leaking !== undefined) await this.#open?.afterHighAction?.(action, leaking);
  }

  /** What leaves the gateway, with the open leak's fault. */
  async spoil(world: WorldName, observed: Observed): Promise<Observed> {
    const [spoil, leaking] = [this.#open?.answer, this.#leaking.get(world)];
    if (spoil === undefined || leaking === undefined) return observed;
    const answer = JSON.parse(observed.body) as { readonly errors?: readonly AnswerError[] };
    if (answer.errors === undefined) return observed;
    const told = await firstNationality(leaking);
    const errors = answer.errors.map((error) => (error.path === undefined ? error : spoil(error, told)));
    return { ...observed, body: JSON.stringify({ ...answer, errors }) };
  }

  #infront(coordinate: string, resolvers: Resolvers, leaking: Leaking): Resolvers {
    const [type = '', field = ''] = coordinate.split('.');
    const own: FieldResolver = resolvers[type]?.[field] ?? ((source: ObjectLiteral) => source[field]);
    const planted: FieldResolver = (source: never, args: never, context) => {
      const next = (): unknown => own(source, args, context);
      const leak = this.#open?.resolvers?.[coordinate];
      return leak === undefined ? next() : leak({ source, args, context, leaking, next });
    };
    return { ...resolvers, [type]: { ...resolvers[type], [field]: planted } } as Resolvers;
  }
}

function leakingFrom({ warrants: { operational, protected: kept } }: AllStores): Leaking {
  if (kept === null) throw new Error('There is nothing to leak.');
  const stores = { operational, protected: kept };
  return {
    record: (subjectId) => versionLoader(immigrationRecords, stores).load(subjectId),
    find: (entity, where) => operational.reads.getRepository(entity).findBy(where),
    bump: async (entity, where) => {
      await operational.writes.getRepository(entity).increment(where, 'version', 1);
    },
    kept: new Map(),
    keys: IDEMPOTENCY_KEYS,
  };
}

async function firstNationality(leaking: Leaking): Promise<string> {
  for (const { id } of await leaking.find(Subject, {})) {
    const record = await leaking.record(id);
    if (record?.nationality != null) return record.nationality;
  }
  return 'nobody';
}

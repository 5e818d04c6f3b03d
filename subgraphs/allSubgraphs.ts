import { SUBGRAPHS, type SubgraphName } from '../schema/subgraphs';
import { readDatabaseConfig, readSubgraphConfig } from './kit/config';
import type { Stores } from './kit/context';
import { closeStores, migrateStores, openStores } from './kit/definition';
import { type Outside, type RunningSubgraph, startSubgraph } from './kit/startSubgraph';
import { definitions } from './subgraphs';

type Env = Readonly<Record<string, string | undefined>>;

/** The settings of each subgraph. */
export interface AllSettings {
  of(name: SubgraphName): Env;
}

export type AllStores = Readonly<Record<SubgraphName, Stores>>;

/** Subgraphs in this process; each is reached over HTTP alone. */
export interface RunningSubgraphs {
  /** Settings that tell the gateway where each one answers. */
  readonly urls: Readonly<Record<string, string>>;
  /** Closes their stores as well. */
  close(): Promise<void>;
}

interface Wiring extends Partial<Outside> {
  /** Those that are started, in the order of `SUBGRAPHS`; all unless they are given. */
  readonly names?: readonly SubgraphName[];
  readonly definitions?: typeof definitions;
}

/** Opens the databases of all subgraphs and brings them up to date. */
export async function openAllStores(env: Env): Promise<AllStores> {
  const configs = SUBGRAPHS.map((name) => readDatabaseConfig(name, env));
  const opened = await Promise.all(
    configs.map(async (config) => {
      const stores = await openStores(definitions[config.name], config);
      await migrateStores(definitions[config.name], stores);
      return [config.name, stores] as const;
    }),
  );
  return Object.fromEntries(opened) as AllStores;
}

/** Starts subgraphs on their stores, each on a loopback port of its own. */
export async function startAllSubgraphs(
  settings: AllSettings,
  stores: AllStores,
  wiring: Wiring = {},
): Promise<RunningSubgraphs> {
  const { names = SUBGRAPHS, definitions: defined = definitions, ...parts } = wiring;
  const urls: Record<string, string> = {};
  const running: RunningSubgraph[] = [];
  // In their order, for each asks only those before it.
  for (const name of names) {
    const env = { ...settings.of(name), HOST: '127.0.0.1', SUBGRAPH_PORT: '0', ...urls };
    const config = readSubgraphConfig(name, env, defined[name].settings);
    const one = await startSubgraph({ config, definition: defined[name], stores: stores[name], ...parts });
    running.push(one);
    urls[`${name.toUpperCase()}_URL`] = one.url;
  }
  return {
    urls,
    close: async () => {
      await Promise.all(running.map((one) => one.close()));
      await Promise.all(names.map((name) => closeStores(stores[name])));
    },
  };
}

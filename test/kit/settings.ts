import { readFileSync } from 'node:fs';
import { projectFile } from '../../schema/files';
import { SUBGRAPHS } from '../../schema/subgraphs';
import { readDatabaseConfig, readSubgraphConfig } from '../../subgraphs/kit/config';

type Env = Readonly<Record<string, string | undefined>>;

/** Names of the settings that the gateway knows, by the text of its config. */
export function gatewaySettings(): ReadonlySet<string> {
  const text = ['config.ts', 'subgraphTls.ts'].map((file) => readFileSync(projectFile('gateway', file), 'utf8')).join();
  return new Set(['NODE_ENV', ...(text.match(/\b[A-Z][A-Z_]+\b/g) ?? [])]);
}

/** Names of the settings that one subgraph reads. */
export function subgraphSettings(name: string): ReadonlySet<string> {
  return namesRead((env) => readSubgraphConfig(name, env));
}

/** Names of the settings that `migrate` reads. */
export function migrateSettings(): ReadonlySet<string> {
  return new Set(SUBGRAPHS.flatMap((name) => [...namesRead((env) => readDatabaseConfig(name, env))]));
}

function namesRead(read: (env: Env) => unknown): ReadonlySet<string> {
  const names = new Set<string>(['NODE_ENV']);
  const env: Env = new Proxy(
    {},
    {
      get: (_target, name) => {
        names.add(String(name));
        // A path that exists: a fault in one setting must not keep the next from being read.
        return String(name).endsWith('_FILE') ? undefined : projectFile('package.json');
      },
    },
  );
  expect(() => read(env)).toThrow('Settings of');
  return names;
}

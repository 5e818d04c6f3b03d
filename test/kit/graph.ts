import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { developmentIssuer } from '../../gateway/development/issuer';
import { type TokenOverrides, tokenFor, tokenParts } from '../../gateway/development/token';
import { developmentSettings, type RunningSystem, startSystem } from '../../start';
import { type AllStores, openAllStores } from '../../subgraphs/allSubgraphs';
import { closeStores } from '../../subgraphs/kit/definition';
import { databaseUrls, type Engine, StatementCounter } from './stores';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; null where it is none. */
  readonly body: unknown;
}

export interface Asking {
  readonly token?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole system with the demonstration data, over real HTTP. */
export interface TestGraph {
  readonly system: RunningSystem;
  readonly dataDir: string;
  /** In a folder of its own. */
  readonly auditFile: string;
  readonly counter: StatementCounter;
  token(role: string, overrides?: TokenOverrides): string;
  /** A token of the development issuer with these claims beside the usual ones; `undefined` takes one away. */
  tokenWith(claims: Readonly<Record<string, unknown>>): string;
  ask(query: string, asking?: Asking): Promise<HttpAnswer>;
  send(body: string | Uint8Array, init?: RequestInit): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

/** What is given to a graph in place of the demonstration data and the usual counter. */
export interface GraphParts {
  /** Fills the new databases before anything runs. */
  readonly fill?: (stores: AllStores) => Promise<void>;
  readonly counter?: StatementCounter;
}

/** Starts gateway and subgraphs in this process as `npm start` does, on one engine, with places of their own. */
export async function startGraph(
  engine: Engine,
  env: Readonly<Record<string, string>> = {},
  { fill, counter = new StatementCounter() }: GraphParts = {},
): Promise<TestGraph> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wso-graph-'));
  const auditFile = join(dataDir, 'audit', 'audit.jsonl');
  mkdirSync(dirname(auditFile));
  const urls = await databaseUrls(engine, dataDir.slice(-6).toLowerCase());
  if (fill !== undefined) await fillBefore({ DATA_DIR: dataDir, ...urls }, fill);
  const system = await startSystem({ DATA_DIR: dataDir, PORT: '0', AUDIT_FILE: auditFile, ...urls, ...env });
  await system.ready;
  for (const { operational, protected: protectedStore } of Object.values(system.stores)) {
    for (const store of [operational, protectedStore])
      if (store !== null) Object.assign(store.reads, { logger: counter });
  }
  const parts = tokenParts(developmentIssuer(dataDir));
  const graph: TestGraph = {
    system,
    dataDir,
    auditFile,
    counter,
    token: (role, overrides = {}) => tokenFor(role, overrides, parts),
    tokenWith: (claims) => {
      const [, payload = ''] = tokenFor('wso', {}, parts).split('.');
      const usual = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
      return parts.issuer.sign({ ...usual, capacity: undefined, ...claims });
    },
    ask: (query, { token = null, headers = {}, ...rest } = {}) =>
      graph.send(JSON.stringify({ query, ...rest }), {
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
      }),
    send: async (body, init = {}) => {
      const response = await fetch(system.url, { method: 'POST', body: body as RequestInit['body'] & {}, ...init });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
    },
    stop: async () => {
      await system.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return graph;
}

async function fillBefore(
  env: { readonly DATA_DIR: string },
  fill: (stores: AllStores) => Promise<void>,
): Promise<void> {
  const stores = await openAllStores(developmentSettings(env.DATA_DIR, env).common);
  await fill(stores);
  for (const one of Object.values(stores)) await closeStores(one);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

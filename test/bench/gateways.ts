import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '../../schema/files';
import { freePort } from '../kit/freePort';
import { classifiedGraph } from './classifiedGraph';
import { supergraphSdl } from './graph';
import { type Peer, startPeer } from './peers';

/** A gateway, or what stands for one; `only` is the one workload that it answers. */
export interface Entrant extends Peer {
  readonly only: string | null;
}

type Start = (...program: Parameters<typeof startPeer>) => Promise<Peer>;

const GATEWAY_CORE = 0;
const OTHER_CORE = 1;
const OWN_OPTIONS = ['--max-semi-space-size=64'];
const HIVE = projectFile('test', 'bench', 'installed', 'node_modules', '.bin', 'hive-gateway');

/** All gateways over the same subgraphs, vanilla first; those of `npm run bench:install` where they are installed. */
export async function startGateways(folder: string, running: Peer[]): Promise<readonly Entrant[]> {
  const start: Start = async (program) => {
    const peer = await startPeer(program);
    running.push(peer);
    return peer;
  };
  const urlOf = await startSubgraphs(start, {});
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(supergraph, supergraphSdl(urlOf));
  const gateways = [
    await start({
      name: 'vanilla',
      file: projectFile('dist', 'test', 'bench', 'vanillaMain.js'),
      nodeOptions: [],
      env: { SUPERGRAPH: supergraph },
      core: GATEWAY_CORE,
      listening: /listening (\S+)\n/,
    }),
    ...(existsSync(HIVE) ? await startHive(start, supergraph) : []),
    await startOwn(start, 'ours, reference', { ACCESS: 'open', SUPERGRAPH: supergraph, ENGINE: 'reference' }),
    await startOwn(start, 'ours, compiled', { ACCESS: 'open', SUPERGRAPH: supergraph }),
    await startClassified(start, join(folder, 'classified')),
  ];
  const raw = await startRaw(start, urlOf('accounts'));
  return [...gateways.map((one) => ({ ...one, only: null })), { ...raw, only: 'tiny' }];
}

function startRaw(start: Start, subgraph: string): Promise<Peer> {
  return start({
    name: 'raw node',
    file: projectFile('dist', 'test', 'bench', 'rawMain.js'),
    nodeOptions: OWN_OPTIONS,
    env: { SUBGRAPH: subgraph },
    core: GATEWAY_CORE,
    listening: /listening (\S+)\n/,
  });
}

/** Answers where each subgraph listens. */
async function startSubgraphs(start: Start, env: Readonly<Record<string, string>>): Promise<(name: string) => string> {
  const { url: ports } = await start({
    name: 'subgraphs',
    file: projectFile('dist', 'test', 'bench', 'subgraphsMain.js'),
    nodeOptions: [],
    env,
    core: OTHER_CORE,
    listening: /(\{.*\})\n/,
  });
  const portOf = JSON.parse(ports) as Readonly<Record<string, number>>;
  // Whom nobody asks may be anywhere.
  return (name) => `http://127.0.0.1:${portOf[name] ?? Object.values(portOf)[0]}/graphql`;
}

function startOwn(
  start: Start,
  name: string,
  env: Readonly<Record<string, string>>,
  tokens: readonly string[] = [],
): Promise<Peer> {
  return start({
    name,
    file: projectFile('dist', 'gateway', 'main.js'),
    nodeOptions: OWN_OPTIONS,
    // ACCESS=open is refused in production.
    env: { NODE_ENV: 'bench', PORT: '0', ...env },
    core: GATEWAY_CORE,
    listening: /"gateway.ready","url":"([^"]+)"/,
    tokens,
  });
}

/** With tokens, views, assertions and audit, over subgraphs that refuse who is not asserted. */
async function startClassified(start: Start, folder: string): Promise<Peer> {
  mkdirSync(folder);
  const { env, tokens } = classifiedGraph(folder, await startSubgraphs(start, { SIGNED: 'yes' }));
  return startOwn(start, 'ours, classified', { NODE_ENV: 'production', ...env }, tokens);
}

/** Hive Gateway as its documentation has it, and with the planner and executor of its router. */
async function startHive(start: Start, supergraph: string): Promise<readonly Peer[]> {
  const own = async (name: string, words: readonly string[]): Promise<Peer> =>
    start({
      name,
      file: HIVE,
      words: ['supergraph', supergraph, '--host', '127.0.0.1', '--port', String(await freePort()), ...words],
      nodeOptions: [],
      env: {},
      core: GATEWAY_CORE,
      listening: /Listening on (http:[\w.:/]+)/,
      path: '/graphql',
    });
  return [await own('hive', []), await own('hive, rust planner', ['--hive-router-runtime'])];
}

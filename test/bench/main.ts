import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { supergraphSdl, WORKLOADS, type Workload } from './graph';
import { answerOf, type Load, type Measured, measure, median, rounded } from './measure';
import { type Peer, startPeer } from './peers';

type Rounds = Map<string, Measured[]>;

const GATEWAY_CORE = 0;
const OTHER_CORE = 1;

/** `npm run bench`: gateways in turn over the same subgraphs; prints medians and their ratios to vanilla as JSON lines. */
async function main(): Promise<void> {
  const options = { rounds: { type: 'string' }, seconds: { type: 'string' }, only: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const folder = mkdtempSync(join(tmpdir(), 'wso-bench-'));
  const running: Peer[] = [];
  try {
    const peers = await startAll(folder, running);
    const workloads = WORKLOADS.filter(({ name }) => values.only === undefined || name === values.only);
    for (const workload of workloads) {
      await refuseDifferent(peers, workload);
      const rounds = await measureRounds(peers, workload, {
        rounds: Number(values.rounds ?? 3),
        seconds: Number(values.seconds ?? 4),
      });
      report(workload, rounds, peers);
    }
  } finally {
    for (const peer of running) peer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startAll(folder: string, running: Peer[]): Promise<readonly Peer[]> {
  const start = async (...program: Parameters<typeof startPeer>): Promise<Peer> => {
    const peer = await startPeer(...program);
    running.push(peer);
    return peer;
  };
  const subgraphs = await start({
    name: 'subgraphs',
    file: 'test/bench/subgraphsMain.js',
    nodeOptions: [],
    env: {},
    core: OTHER_CORE,
    listening: /(\{.*\})\n/,
  });
  const ports = JSON.parse(subgraphs.url) as Record<string, number>;
  const supergraph = join(folder, 'supergraph.graphql');
  writeFileSync(
    supergraph,
    supergraphSdl((name) => `http://127.0.0.1:${ports[name]}/graphql`),
  );
  const own = (engine: string) => ({
    name: `ours, ${engine}`,
    file: 'gateway/main.js',
    nodeOptions: ['--max-semi-space-size=64'],
    env: { ACCESS: 'open', SUPERGRAPH: supergraph, PORT: '0', ENGINE: engine, NODE_ENV: 'bench' },
    core: GATEWAY_CORE,
    listening: /"gateway.ready","url":"([^"]+)"/,
  });
  return [
    await start({
      name: 'vanilla',
      file: 'test/bench/vanillaMain.js',
      nodeOptions: [],
      env: { SUPERGRAPH: supergraph },
      core: GATEWAY_CORE,
      listening: /listening (\S+)\n/,
    }),
    await start(own('reference')),
    await start(own('compiled')),
  ];
}

/** Nothing is measured before all give one answer. */
async function refuseDifferent(peers: readonly Peer[], workload: Workload): Promise<void> {
  const answers = await Promise.all(peers.map((peer) => answerOf(peer, workload, undefined)));
  const again = await Promise.all(peers.map((peer) => answerOf(peer, workload, undefined)));
  const [first] = answers;
  if ([...answers, ...again].some((answer) => !isDeepStrictEqual(answer, first) || hasErrors(answer)))
    throw new Error(`The gateways do not answer ${workload.name} alike.`);
}

function hasErrors(answer: unknown): boolean {
  return typeof answer !== 'object' || answer === null || 'errors' in answer || !('data' in answer);
}

async function measureRounds(
  peers: readonly Peer[],
  workload: Workload,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Rounds> {
  const load: Load = { seconds, connections: 16, tokens: [] };
  const measured: Rounds = new Map(peers.map(({ name }) => [name, []]));
  for (const peer of peers) await measure(peer, workload, { ...load, seconds: Math.max(1, seconds / 2) });
  for (let round = 0; round < rounds; round += 1)
    for (const peer of peers) measured.get(peer.name)?.push(await measure(peer, workload, load));
  return measured;
}

function report({ name }: Workload, rounds: Rounds, peers: readonly Peer[]): void {
  const of = (peer: string, what: keyof Measured): number =>
    median((rounds.get(peer) ?? []).map((measured) => measured[what]));
  for (const peer of peers) {
    const line = {
      workload: name,
      gateway: peer.name,
      rps: Math.round(of(peer.name, 'rps')),
      p50Ms: of(peer.name, 'p50'),
      p99Ms: of(peer.name, 'p99'),
      cpuMs: rounded(of(peer.name, 'cpuMs')),
      megabytes: Math.round(peer.megabytes()),
      rpsToVanilla: rounded(of(peer.name, 'rps') / of('vanilla', 'rps')),
      cpuToVanilla: rounded(of('vanilla', 'cpuMs') / of(peer.name, 'cpuMs')),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The bench failed.'}\n`);
  process.exitCode = 1;
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { startGateways } from './gateways';
import { WORKLOADS, type Workload } from './graph';
import { answerOf, type Load, type Measured, measure, median, rounded } from './measure';
import type { Peer } from './peers';

/** Enough that the fastest of them has always something to do. */
const CONNECTIONS = 64;

type Rounds = Map<string, Measured[]>;

/** `npm run bench`: gateways in turn over the same subgraphs; prints medians and their ratios to vanilla as JSON lines. */
async function main(): Promise<void> {
  const options = { rounds: { type: 'string' }, seconds: { type: 'string' }, only: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const folder = mkdtempSync(join(tmpdir(), 'wso-bench-'));
  const running: Peer[] = [];
  try {
    const all = await startGateways(folder, running);
    const workloads = WORKLOADS.filter(({ name }) => values.only === undefined || name === values.only);
    for (const workload of workloads) {
      const asked = all.filter(({ only }) => only === null || only === workload.name);
      const peers = await answering(asked, workload);
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

/** Nothing is measured before all give one answer; who does not is told and left out. Throws where the first gives none. */
async function answering(peers: readonly Peer[], workload: Workload): Promise<readonly Peer[]> {
  const [first, ...others] = peers;
  const wanted = first === undefined ? null : await answerOf(first, workload);
  if (hasErrors(wanted)) throw new Error(`${workload.name} is not answered.`);
  const alike = first === undefined ? [] : [first];
  for (const peer of others) {
    const answers = [await answerOf(peer, workload), await answerOf(peer, workload)];
    if (answers.every((answer) => isDeepStrictEqual(answer, wanted))) alike.push(peer);
    else process.stdout.write(`${JSON.stringify({ workload: workload.name, gateway: peer.name, differs: true })}\n`);
  }
  return alike;
}

function hasErrors(answer: unknown): boolean {
  return typeof answer !== 'object' || answer === null || 'errors' in answer || !('data' in answer);
}

async function measureRounds(
  peers: readonly Peer[],
  workload: Workload,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Rounds> {
  const load: Load = { seconds, connections: CONNECTIONS };
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

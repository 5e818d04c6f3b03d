import { loadavg } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { grantFrom } from '../../gateway/auth/claims';
import { tokenFor } from '../../gateway/development/token';
import { readIssuers } from '../../gateway/issuers';
import { signAssertion } from '../../schema/assertionKey';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { SUBGRAPHS } from '../../schema/subgraphs';
import { gatewayKey } from '../kit/assertedRequest';
import { documented } from '../seed/queries';
import { plainSupergraph, type Subgraphs, startSubgraphs } from './apart';
import type { Workload } from './graph';
import { answerOf, type Measured, measure, median, rounded } from './measure';
import { cpuMsOf, isPinned, type Peer, startPeer } from './peers';
import type { Assertions } from './vanillaMain';

const [GATEWAY_CORE, OTHER_CORE] = [0, 1];
const LOAD = { seconds: 2, connections: 16 };
const [WARM_ROUNDS, ROUNDS] = [2, 7];
const DESK: Workload = {
  name: 'MyServiceQueue',
  body: JSON.stringify({ query: documented('1-warrant-desk', 'MyServiceQueue') }),
};

interface Sample extends Measured {
  /** Processor time of one request in the subgraphs. */
  readonly subgraphsMs: number;
}

/**
 * `npm run bench:desk`: the warrant desk's queue from end to end, on the embedded database: vanilla Apollo Gateway with the
 * view and the assertions of one WSO, and the product with his token and its audit, before the same subgraphs. Prints JSON.
 */
async function main(): Promise<void> {
  const subgraphs = await startSubgraphs();
  const gateways: Peer[] = [];
  try {
    const areApart = [isPinned(subgraphs.process.child, OTHER_CORE), isPinned(process, OTHER_CORE)].every(Boolean);
    gateways.push(await startVanilla(subgraphs), await startProduct(subgraphs));
    const answers = [];
    for (const gateway of gateways) answers.push(await answerOf(gateway, DESK));
    if (!isDeepStrictEqual(answers[0], answers[1]) || JSON.stringify(answers).includes('"errors"'))
      throw new Error('The gateways do not answer alike.');
    report(await rounds(gateways, subgraphs), areApart);
  } finally {
    for (const gateway of gateways) gateway.stop();
    await subgraphs.stop();
  }
}

/** The caller of a WSO's token, as the gateway would assert him. */
function assertionsFor({ parts, env }: Subgraphs, token: string): Assertions {
  const policy = readPolicy();
  const read = readIssuers(env['ISSUERS'] ?? '', new Set(policy.scopes.keys()));
  const [issuer] = 'issuers' in read ? read.issuers : [];
  const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const grant = issuer === undefined ? null : grantFrom(payload, { issuer, policy, nowMs: parts.now().getTime() });
  if (grant === null) throw new Error('The token of a WSO is not understood.');
  const key = gatewayKey(env);
  return Object.fromEntries(
    SUBGRAPHS.map((aud) => [aud, signAssertion(key, { ...grant.caller, aud, exp: grant.exp })]),
  );
}

function startVanilla(subgraphs: Subgraphs): Promise<Peer> {
  const clearance = readPolicy().bySet.get('wso:serve');
  if (clearance === undefined) throw new Error('The policy has no WSO.');
  const assertions = assertionsFor(subgraphs, tokenFor('wso', {}, subgraphs.parts));
  return startPeer({
    name: 'vanilla',
    file: projectFile('dist', 'test', 'bench', 'vanillaMain.js'),
    nodeOptions: [],
    env: { SUPERGRAPH: plainSupergraph(subgraphs, clearance), ASSERTIONS: JSON.stringify(assertions) },
    core: GATEWAY_CORE,
    listening: /listening (\S+)\n/,
  });
}

function startProduct({ dataDir, env, parts }: Subgraphs): Promise<Peer> {
  return startPeer({
    name: 'product',
    file: projectFile('dist', 'gateway', 'main.js'),
    nodeOptions: ['--max-semi-space-size=64'],
    env: { ...env, AUDIT_FILE: join(dataDir, 'desk.jsonl') },
    core: GATEWAY_CORE,
    listening: /"gateway.ready","url":"([^"]+)"/,
    tokens: [tokenFor('wso', {}, parts)],
  });
}

async function rounds(
  gateways: readonly Peer[],
  { process: { child } }: Subgraphs,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(gateways.map(({ name }) => [name, []]));
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1)
    for (const gateway of gateways) {
      const before = cpuMsOf(child);
      const sample = await measure(gateway, DESK, LOAD);
      const subgraphsMs = (cpuMsOf(child) - before) / (sample.rps * LOAD.seconds);
      if (round >= WARM_ROUNDS) samples.get(gateway.name)?.push({ ...sample, subgraphsMs });
    }
  return samples;
}

function report(samples: ReadonlyMap<string, readonly Sample[]>, areApart: boolean): void {
  const of = (name: string, what: keyof Sample): number =>
    median((samples.get(name) ?? []).map((sample) => sample[what]));
  const told = [...samples.keys()].map((name) => ({
    gateway: name,
    rps: Math.round(of(name, 'rps')),
    p50Ms: of(name, 'p50'),
    gatewayMs: rounded(of(name, 'cpuMs')),
    subgraphsMs: rounded(of(name, 'subgraphsMs')),
  }));
  const ratio = rounded(of('product', 'rps') / of('vanilla', 'rps'));
  const load = Math.round(loadavg()[0] ?? 0);
  process.stdout.write(
    `${JSON.stringify({ query: DESK.name, gateways: told, ratio, isPinned: areApart, rounds: ROUNDS, load, node: process.version })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The bench failed.'}\n`);
  process.exitCode = 1;
});

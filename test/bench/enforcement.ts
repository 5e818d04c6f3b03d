import { availableParallelism, loadavg } from 'node:os';
import { startVariants, type Variant } from './enforcementVariants';
import { type Workload, workload } from './graph';
import { answerOf, type Measured, measure, median, rounded } from './measure';
import { isPinned } from './peers';

const TOKENS = 500;
const CONNECTIONS = 16;
const SECONDS = 1;
const WARM_ROUNDS = 5;
const ROUNDS = 15;
const AIM = 0.15;

type Samples = ReadonlyMap<string, readonly Measured[]>;

/**
 * `npm run bench:enforcement`: what enforcement costs, as ratios in one run on the same data; a table, then one line of
 * JSON. The parts take turns in each round: of requests a second the median of the rounds' own ratios counts, of processor
 * time the least that each part took, for what else the machine does only adds to it.
 */
async function main(): Promise<void> {
  const { variants, stop } = await startVariants(TOKENS);
  try {
    const areApart = pinned(variants);
    const results = [];
    for (const asked of await workloadsFor(variants))
      results.push({ query: asked.name, ...costs(await rounds(variants, asked)) });
    report(results, areApart);
  } finally {
    await stop();
  }
}

/** The gateway under load has a processor of its own; subgraphs and this process share another. */
function pinned(variants: readonly Variant[]): boolean {
  if (availableParallelism() < 2) return false;
  return [
    ...variants.map(({ gateway }) => isPinned(gateway.child, 0)),
    ...variants.map(({ subgraphs }) => isPinned(subgraphs.child, 1)),
    isPinned(process, 1),
  ].every((isDone) => isDone);
}

async function workloadsFor(variants: readonly Variant[]): Promise<readonly Workload[]> {
  const first = workload('first', '{ warrants(first: 1) { edges { node { id } } } }');
  const [id] = await answersOf(variants.slice(0, 1), first);
  const workloads = [
    workload('one fetch', `{ warrant(id: "${/"id":"(\w+)"/.exec(id ?? '')?.[1]}") { form status } }`),
    workload(
      'three fetches',
      '{ warrants(first: 10) { edges { node { form status subject { name { surName } } facility { name } service { servedAt officer { name { surName } } } } } } }',
    ),
  ];
  for (const one of workloads)
    if (new Set(await answersOf(variants, one)).size !== 1)
      throw new Error(`${one.name}: the parts do not answer alike.`);
  return workloads;
}

async function answersOf(variants: readonly Variant[], asked: Workload): Promise<readonly string[]> {
  const texts = [];
  for (const variant of variants) texts.push(JSON.stringify(await answerOf(variant, asked)));
  if (texts.some((text) => text.includes('"errors"'))) throw new Error(`${asked.name} was not answered.`);
  return texts;
}

/** The first rounds warm each part's processes and do not count. */
async function rounds(variants: readonly Variant[], asked: Workload): Promise<Samples> {
  const samples = new Map<string, Measured[]>(variants.map(({ name }) => [name, []]));
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1) {
    for (const variant of variants) {
      const sample = await measure(variant, asked, { seconds: SECONDS, connections: CONNECTIONS });
      if (round >= WARM_ROUNDS) samples.get(variant.name)?.push(sample);
    }
  }
  return samples;
}

interface Costs {
  /** Of the requests a second that there would be without; and of the processor time of one. */
  readonly rps: Readonly<Record<string, number>>;
  readonly cpu: Readonly<Record<string, number>>;
  /** Processor time of one request, gateway and subgraphs together. */
  readonly cpuMs: Readonly<Record<string, number>>;
}

function costs(samples: Samples): Costs {
  const full = samples.get('everything') ?? [];
  const others = [...samples].filter(([name]) => name !== 'everything');
  const loss = (of: (all: readonly Measured[]) => number) =>
    Object.fromEntries(others.map(([name, all]) => [name, rounded(of(all))] as const));
  return {
    rps: loss((all) => median(all.map((other, at) => 1 - (full[at] ?? other).rps / other.rps))),
    cpu: loss((all) => 1 - leastMs(all) / leastMs(full)),
    cpuMs: Object.fromEntries([...samples].map(([name, all]) => [name, rounded(leastMs(all))] as const)),
  };
}

function leastMs(samples: readonly Measured[]): number {
  return Math.min(...samples.map(({ cpuMs }) => cpuMs));
}

function report(results: readonly ({ readonly query: string } & Costs)[], areApart: boolean): void {
  const percent = (value: number | undefined): string => `${((value ?? 0) * 100).toFixed(1)} %`.padStart(8);
  const lines = {
    open: 'all together',
    'without assertion': 'assertion',
    'without guard': 'guard',
    'without audit': 'audit',
  };
  for (const { query, rps, cpu } of results)
    for (const [name, label] of Object.entries(lines))
      process.stdout.write(
        `${query.padEnd(16)}${label.padEnd(14)}requests ${percent(rps[name])}   processor ${percent(cpu[name])}\n`,
      );
  // Requests a second tell nothing on a machine that does other work besides; the processor's time then does.
  const holds = results.every(({ rps, cpu }) => Math.max(rps['open'] ?? 1, cpu['open'] ?? 1) <= AIM);
  process.stdout.write(
    `${JSON.stringify({ results, isPinned: areApart, rounds: ROUNDS, tokens: TOKENS, load: Math.round(loadavg()[0] ?? 0), node: process.version, aim: AIM, holds })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'enforcement failed'}\n`);
  process.exitCode = 1;
});

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import autocannon from 'autocannon';
import { type TokenParts, tokenFor } from '../../gateway/development/token';
import { startVariants, type Variant } from './enforcementVariants';

const TOKENS = 500;
const CONNECTIONS = 16;
const SECONDS = 2;
const ROUNDS = 7;
const TICKS_PER_SECOND = 100;
const AIM = 0.15;

interface Sample {
  readonly rps: number;
  /** Of the gateway and its subgraphs together. */
  readonly cpuMs: number;
}

type Samples = ReadonlyMap<string, readonly Sample[]>;

/**
 * `npm run bench:enforcement`: what enforcement costs, as ratios in one run on the same data; a table, then one line of
 * JSON. The parts take turns in each round, and the medians of the rounds' own ratios count.
 */
async function main(): Promise<void> {
  const { variants, own, stop } = await startVariants();
  try {
    const isPinned = pinned(variants);
    const tokens = tokensOf(own.parts);
    const queries = await queriesFor(variants, tokens);
    const results = [];
    for (const [name, query] of queries) {
      const samples = await rounds(variants, { query, tokens });
      results.push({ query: name, ...costs(samples) });
    }
    report(results, isPinned);
  } finally {
    await stop();
  }
}

/** The gateway under load has a processor of its own; subgraphs and this process share another. */
function pinned(variants: readonly Variant[]): boolean {
  if (availableParallelism() < 2) return false;
  const pin = (pid: number | undefined, core: number): boolean =>
    spawnSync('taskset', ['-apc', String(core), String(pid)]).status === 0;
  return [
    ...variants.map(({ gateway }) => pin(gateway.child.pid, 0)),
    ...variants.map(({ subgraphs }) => pin(subgraphs.child.pid, 1)),
    pin(process.pid, 1),
  ].every((isDone) => isDone);
}

/** As many subjects in one capacity whose rows are all. */
function tokensOf(parts: TokenParts): readonly string[] {
  const [, payload = ''] = tokenFor('inspector', {}, parts).split('.');
  const usual = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
  return Array.from({ length: TOKENS }, (_, at) => parts.issuer.sign({ ...usual, sub: `TEST-inspector-${at}` }));
}

async function queriesFor(
  variants: readonly Variant[],
  tokens: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const first = '{ warrants(first: 1) { edges { node { id } } } }';
  const id = /"id":"(\w+)"/.exec(await answerOf(variants[0], { query: first, token: tokens[0] ?? '' }))?.[1];
  const queries = [
    ['one fetch', `{ warrant(id: "${id}") { form status } }`],
    [
      'three fetches',
      '{ warrants(first: 10) { edges { node { form status subject { name { surName } } facility { name } service { servedAt officer { name { surName } } } } } } }',
    ],
  ] as const;
  for (const [name, query] of queries) {
    const answers = new Set<string>();
    for (const variant of variants) answers.add(await answerOf(variant, { query, token: tokens[0] ?? '' }));
    if (answers.size !== 1) throw new Error(`${name}: the parts do not answer alike.`);
  }
  return queries;
}

async function answerOf(
  variant: Variant | undefined,
  { query, token }: { query: string; token: string },
): Promise<string> {
  const response = await fetch(variant?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"'))
    throw new Error(`A bench query was answered ${response.status}.`);
  return text;
}

/** The first round warms and does not count. */
async function rounds(
  variants: readonly Variant[],
  asked: { readonly query: string; readonly tokens: readonly string[] },
): Promise<Samples> {
  const samples = new Map<string, Sample[]>(variants.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const variant of variants) {
      const sample = await load(variant, asked);
      if (round > 0) samples.get(variant.name)?.push(sample);
    }
  }
  return samples;
}

async function load(
  variant: Variant,
  { query, tokens }: { readonly query: string; readonly tokens: readonly string[] },
): Promise<Sample> {
  const before = cpuMsOf(variant);
  const result = await autocannon({
    url: variant.url,
    connections: CONNECTIONS,
    duration: SECONDS,
    method: 'POST',
    body: JSON.stringify({ query }),
    requests: tokens.map((token) => ({
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    })),
  });
  const answered = result['2xx'];
  if (answered === 0 || result.non2xx > 0) throw new Error(`${variant.name}: ${result.non2xx} requests were refused.`);
  return { rps: answered / result.duration, cpuMs: (cpuMsOf(variant) - before) / answered };
}

/** Time that gateway and subgraphs had a processor; fields 14 and 15 of proc(5)'s stat, counted behind the name. */
function cpuMsOf({ gateway, subgraphs }: Variant): number {
  return [gateway, subgraphs]
    .map(({ child }) =>
      readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' '),
    )
    .reduce((sum, fields) => sum + ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND, 0);
}

interface Costs {
  /** Of the requests a second that there would be without; and of the processor time of one. */
  readonly rps: Readonly<Record<string, number>>;
  readonly cpu: Readonly<Record<string, number>>;
}

function costs(samples: Samples): Costs {
  const full = samples.get('everything') ?? [];
  const others = [...samples].filter(([name]) => name !== 'everything');
  const loss = (of: (one: Sample, other: Sample) => number) =>
    Object.fromEntries(
      others.map(([name, all]) => [name, median(all.map((other, at) => of(full[at] ?? other, other)))] as const),
    );
  return {
    rps: loss((one, other) => 1 - one.rps / other.rps),
    cpu: loss((one, other) => 1 - other.cpuMs / one.cpuMs),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 1000) / 1000;
}

function report(results: readonly ({ readonly query: string } & Costs)[], isPinned: boolean): void {
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
    `${JSON.stringify({ results, isPinned, rounds: ROUNDS, tokens: TOKENS, load: Math.round(loadavg()[0] ?? 0), node: process.version, aim: AIM, holds })}\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'enforcement failed'}\n`);
  process.exitCode = 1;
});

import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { tokenFor } from '../../gateway/development/token';
import { projectFile } from '../../schema/files';
import type { StartedProcess } from '../kit/process';
import { startGatewayProcess, startSubgraphs, stopProcess } from './apart';
import { largestDocuments } from './largestDocuments';

const SMALL = '{ me { capacity } }';
const ROUNDS = 3;
const LARGEST = 60;
const WORST = 8;
const AIM_MS = 100;

interface Row {
  readonly name: string;
  readonly status: number;
  readonly code: string | null;
  /** How long the gateway's event loop stood still at most, and had a processor, and another request took at most, meanwhile. */
  readonly loopMs: number;
  readonly cpuMs: number;
  readonly otherMs: number;
}

const many = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
const doubling = (count: number): string =>
  `{ me { ...F0 } } ${many(count, (at) => `fragment F${at} on Caller { ...F${at + 1} ...F${at + 1} }`)} fragment F${count} on Caller { x: capacity }`;

/** Each is refused, by the code beside it. */
const REFUSED: readonly (readonly [name: string, document: string, code: string])[] = [
  ['fragments that double 2^10', doubling(10), 'ALIASES_EXCEEDED'],
  ['fragments that double 2^20', doubling(20), 'ALIASES_EXCEEDED'],
  ['1000 root aliases', `{ ${many(1000, (at) => `a${at}: me { capacity }`)} }`, 'TOKENS_EXCEEDED'],
  ['200 __typename aliases', `{ ${many(200, (at) => `t${at}: __typename`)} }`, 'ALIASES_EXCEEDED'],
  ['30 directives', `{ me ${many(30, () => '@skip(if: false)')} { capacity } }`, 'DIRECTIVES_EXCEEDED'],
  ['a list 3000 deep', `{ agency(id: ${'['.repeat(3000)}${']'.repeat(3000)}) { id } }`, 'TOKENS_EXCEEDED'],
  ['900 KB of commas', `{ me { capacity ${','.repeat(900_000)} } }`, 'BODY_TOO_LARGE'],
  ['10,000 equal fields', `{ me { ${'id '.repeat(10_000)} } }`, 'TOKENS_EXCEEDED'],
];

/** `npm run limits`: what is too much is refused, and what is just not costs other requests so much; a table, then one line of JSON. */
async function main(): Promise<void> {
  const subgraphs = await startSubgraphs();
  const gateway = await startGatewayProcess({
    ...subgraphs.env,
    AUDIT_FILE: join(subgraphs.dataDir, 'limits.jsonl'),
    NODE_OPTIONS: `--require ${projectFile('dist', 'test', 'bench', 'loopDelay.js')}`,
  });
  const token = tokenFor('ice', {}, subgraphs.parts);
  const sender = new Sender(gateway, token);
  try {
    await sender.warm();
    const idle = await sender.idle();
    const refused = await inTurn(REFUSED, ([name, document]) => sender.send(name, document));
    const schema = buildSchema(readFileSync(projectFile('schema', 'views', 'ice.graphql'), 'utf8'));
    const largest = largestDocuments(schema, { count: LARGEST, seed: 287 });
    const accepted = await inTurn(largest, (document, at) => sender.send(`accepted, cold, ${at + 1}`, document));
    const worst = [...accepted.keys()]
      .sort((one, other) => loopOf(accepted, other) - loopOf(accepted, one))
      .slice(0, WORST);
    const again = await inTurn(worst, (at) => sender.leastOfThree(accepted[at] as Row, largest[at] ?? ''));
    report({ idle, refused, accepted, worst: again });
  } finally {
    await stopProcess(gateway.process);
    await subgraphs.stop();
  }
}

class Sender {
  constructor(
    private readonly gateway: { readonly process: StartedProcess; readonly url: string },
    private readonly token: string,
  ) {}

  /** The view is built and the code is compiled; plans of the documents to come are not. */
  async warm(): Promise<void> {
    const warming = Array.from(
      { length: 30 },
      (_, at) => `{ agencies(first: ${at + 1}) { edges { node { name officers(first: ${at + 1}) { totalCount } } } } }`,
    );
    await inTurn(warming, (document) => this.#ask(document));
  }

  /** What the machine itself makes another request wait. */
  async idle(): Promise<Row> {
    return this.send('nothing else', SMALL);
  }

  /** The same under other names, which are planned anew: a machine that did something else once is not the document's doing. */
  async leastOfThree(first: Row, document: string): Promise<Row> {
    const again = await inTurn(['s', 't'], (name) => this.send(first.name, document.replace('{ r: ', `{ ${name}: `)));
    return [first, ...again].reduce((least, one) => (one.loopMs < least.loopMs ? one : least));
  }

  async send(name: string, document: string): Promise<Row> {
    await this.#delays();
    let isDone = false;
    const asked = this.#ask(document).finally(() => {
      isDone = true;
    });
    let otherMs = 0;
    for (let round = 0; round < ROUNDS || !isDone; round += 1) {
      const begun = performance.now();
      await this.#ask(SMALL);
      otherMs = Math.max(otherMs, performance.now() - begun);
    }
    const { status, code } = await asked;
    return { name, status, code, ...(await this.#delays()), otherMs: Math.round(otherMs) };
  }

  async #ask(query: string): Promise<{ readonly status: number; readonly code: string | null }> {
    const response = await fetch(this.gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${this.token}`,
      },
      body: JSON.stringify({ query }),
    });
    const { errors } = (await response.json()) as {
      readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    };
    return { status: response.status, code: errors?.[0]?.extensions.code ?? null };
  }

  /** Since it was asked before. */
  async #delays(): Promise<Pick<Row, 'loopMs' | 'cpuMs'>> {
    const { child, stdout } = this.gateway.process;
    const before = stdout().length;
    child.kill('SIGUSR2');
    for (let at = 0; at < 1000; at += 1) {
      const [, loopMs, cpuMs] = /"loopMs":(\d+),"cpuMs":(\d+)\}/.exec(stdout().slice(before)) ?? [];
      if (cpuMs !== undefined) return { loopMs: Number(loopMs), cpuMs: Number(cpuMs) };
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('The gateway did not tell its delay.');
  }
}

interface Report {
  readonly idle: Row;
  readonly refused: readonly Row[];
  readonly accepted: readonly Row[];
  /** Of the accepted the worst, each the least of three. */
  readonly worst: readonly Row[];
}

function report({ idle, refused, accepted, worst }: Report): void {
  const passed = refused.filter(({ status, code }, at) => status < 400 || code !== REFUSED[at]?.[2]);
  const unanswered = accepted.filter(({ status }) => status !== 200);
  for (const { name, status, code, loopMs, cpuMs, otherMs } of [idle, ...refused, ...worst])
    process.stdout.write(
      `${name.padEnd(28)}${String(status).padEnd(5)}${(code ?? '').padEnd(22)}loop ${pad(loopMs)} ms  processor ${pad(cpuMs)} ms  other ${pad(otherMs)} ms\n`,
    );
  const worstLoopMs = largestOf(worst, loopOfRow);
  process.stdout.write(
    `${JSON.stringify({
      refused: refused.length,
      passed: passed.map(({ name }) => name),
      worstRefusedLoopMs: largestOf(refused, loopOfRow),
      accepted: accepted.length,
      unanswered: unanswered.length,
      worstFirstLoopMs: largestOf(accepted, loopOfRow),
      worstLoopMs,
      worstCpuMs: largestOf(worst, ({ cpuMs }) => cpuMs),
      worstOtherMs: largestOf(worst, ({ otherMs }) => otherMs),
      idleOtherMs: idle.otherMs,
      load: Math.round(loadavg()[0] ?? 0),
      aimMs: AIM_MS,
      holds: worstLoopMs <= AIM_MS,
    })}\n`,
  );
  if (passed.length > 0 || unanswered.length > 0) process.exitCode = 1;
}

function loopOf(rows: readonly Row[], at: number): number {
  return rows[at]?.loopMs ?? 0;
}

function loopOfRow({ loopMs }: Row): number {
  return loopMs;
}

function largestOf(rows: readonly Row[], of: (row: Row) => number): number {
  return Math.max(...rows.map(of));
}

function pad(milliseconds: number): string {
  return String(milliseconds).padStart(5);
}

async function inTurn<T, R>(all: readonly T[], ask: (one: T, at: number) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const [at, one] of all.entries()) results.push(await ask(one, at));
  return results;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'limits failed'}\n`);
  process.exitCode = 1;
});

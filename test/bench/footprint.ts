import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '../../gateway/development/issuer';
import { tokenFor, tokenParts } from '../../gateway/development/token';
import { startProcess } from '../kit/process';

const PUBLIC = '{ agreements { totalCount } }';
const QUEUE = '{ myServiceQueue { edges { node { form deadlineAt subject { name { surName } } } } } }';
const RECORDS = '{ warrants { edges { node { subject { immigration { citizenshipCountries } } } } } }';

/** `npm run bench:footprint`: seconds from start to the first federated answer, and memory with three views warm, as JSON. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wso-footprint-'));
  const first = await measure(dataDir);
  const later = await measure(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
  process.stdout.write(`${JSON.stringify({ firstStart: first, laterStart: later })}\n`);
}

async function measure(
  dataDir: string,
): Promise<{ readonly secondsToFirstAnswer: number; readonly megabytes: number }> {
  const begun = performance.now();
  const system = startProcess('start.js', { env: { DATA_DIR: dataDir, PORT: '0' } });
  await system.wrote('ready  ');
  const url = /GraphQL\s+(\S+)/.exec(system.stdout())?.[1] ?? '';
  const parts = tokenParts(developmentIssuer(dataDir));
  await ask(url, QUEUE, tokenFor('wso', {}, parts));
  const secondsToFirstAnswer = Math.round(performance.now() - begun) / 1000;
  await ask(url, PUBLIC, null);
  await ask(url, RECORDS, tokenFor('ice', {}, parts));
  const status = readFileSync(`/proc/${system.child.pid}/status`, 'utf8');
  const megabytes = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  system.child.kill('SIGTERM');
  await system.ended;
  return { secondsToFirstAnswer, megabytes };
}

async function ask(url: string, query: string, token: string | null): Promise<void> {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ query }),
  });
  const answer = (await response.json()) as { readonly errors?: unknown };
  if (response.status !== 200 || answer.errors !== undefined)
    throw new Error(`The system answered ${response.status}.`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'footprint failed'}\n`);
  process.exitCode = 1;
});

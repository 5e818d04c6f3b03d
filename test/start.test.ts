import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '../gateway/development/issuer';
import { tokenFor, tokenParts } from '../gateway/development/token';
import { openStores } from '../subgraphs/kit/definition';
import { definitions } from '../subgraphs/subgraphs';
import { Booking } from '../subgraphs/warrants/Booking.entity';
import { type StartedProcess, startProcess } from './kit/process';

const ROUNDS = 5;
const WRITERS = 8;
const MAX_WRITES = 200;

interface Answer {
  readonly data?: { readonly upsertBooking?: unknown };
}

async function started(dataDir: string): Promise<{ readonly process: StartedProcess; readonly url: string }> {
  const process = startProcess('start.js', { env: { DATA_DIR: dataDir, PORT: '0' } });
  await process.wrote('ready  ');
  const url = /GraphQL\s+(\S+)/.exec(process.stdout())?.[1] ?? '';
  return { process, url };
}

function upsert(url: string, token: string, bookingNumber: string): Promise<Response> {
  const query = `mutation ($n: String!) { upsertBooking(input: { facility: "01KESPW4N2GAKDT9GTKQPY9BXR", bookingNumber: $n,
    bookedAt: "2026-03-06T12:00:00Z", person: { givenName: "TEST-Ada", surName: "TEST-Lindqvist" } }) { booking { bookingNumber } } }`;
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { n: bookingNumber } }),
  });
}

/** Several clients write until so many writes are acknowledged; then the process dies. Answers what was acknowledged. */
async function writeUntilKilled(
  dataDir: string,
  { round, enough }: { round: number; enough: number },
): Promise<readonly string[]> {
  const { process, url } = await started(dataDir);
  const token = tokenFor('jms', {}, tokenParts(developmentIssuer(dataDir)));
  const acknowledged: string[] = [];
  const write = async (writer: number): Promise<void> => {
    for (let at = 0; at < MAX_WRITES; at += 1) {
      const bookingNumber = `K-${round}-${writer}-${at}`;
      const answer = (await (await upsert(url, token, bookingNumber)).json()) as Answer;
      if (answer.data?.upsertBooking != null) acknowledged.push(bookingNumber);
      if (acknowledged.length >= enough) process.child.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  await process.ended;
  return acknowledged;
}

describe('npm start', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'wso-start-'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('keeps every acknowledged write through kill -9 under concurrent writes, five times', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      acknowledged.push(...(await writeUntilKilled(dataDir, { round, enough: 20 + 7 * round })));
    const stores = await openStores(definitions.warrants, {
      name: 'warrants',
      databaseUrl: null,
      protectedDatabaseUrl: null,
      dataDir,
      protectedFileKey: readFileSync(join(dataDir, 'dev-protected-file.key'), 'utf8'),
    });
    const present = new Set(
      (await stores.operational.reads.getRepository(Booking).find()).map((one) => one.bookingNumber),
    );
    await stores.operational.close();
    await stores.protected?.close();
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * 20);
    expect(acknowledged.filter((bookingNumber) => !present.has(bookingNumber))).toEqual([]);
  }, 60_000);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops everything within two seconds of %s',
    async (signal) => {
      const { process, url } = await started(dataDir);
      await (
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ me { capacity } }"}',
        })
      ).text();
      const asked = Date.now();
      process.child.kill(signal);
      expect(await process.ended).toBe(0);
      expect(Date.now() - asked).toBeLessThan(2000);
    },
    20_000,
  );

  it('is refused in production', async () => {
    const process = startProcess('start.js', { env: { DATA_DIR: dataDir, PORT: '0', NODE_ENV: 'production' } });
    expect(await process.ended).toBe(1);
    expect(process.stderr()).toContain('refused under NODE_ENV=production');
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '../../../gateway/development/issuer';
import { tokenFor, tokenParts } from '../../../gateway/development/token';
import { projectFile } from '../../../schema/files';
import { auditLines } from '../../kit/auditLines';
import { type StartedProcess, startProcess } from '../../kit/process';

const QUERY = '{ myServiceQueue { edges { node { subject { name { surName } } } } } }';
const MAX_ASKED = 2000;

describe('the audit of processes', () => {
  let dataDir: string;
  let auditFile: string;
  const running: StartedProcess[] = [];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'wso-audit-'));
    auditFile = join(dataDir, 'audit.jsonl');
  });
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (env: Record<string, string> = {}) => {
    const process = startProcess('start.js', { env: { DATA_DIR: dataDir, PORT: '0', ...env } });
    running.push(process);
    await process.wrote('ready  ');
    const url = /GraphQL\s+(\S+)/.exec(process.stdout())?.[1] ?? '';
    const authorization = `Bearer ${tokenFor('wso', {}, tokenParts(developmentIssuer(dataDir)))}`;
    const ask = () =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query: QUERY }),
      });
    return { process, ask };
  };
  const verify = (...files: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [projectFile('dist', 'gateway', 'audit', 'auditMain.js'), 'verify', ...files],
      { encoding: 'utf8' },
    );
    return { status, stderr, ...(JSON.parse(stdout) as { chains: readonly Record<string, unknown>[] }) };
  };
  /** The files of the chain, oldest first. */
  const files = (): readonly string[] => [
    ...readdirSync(dataDir)
      .filter((name) => /^audit\.jsonl\..*\.\d{6}$/.test(name))
      .sort()
      .map((name) => join(dataDir, name)),
    auditFile,
  ];
  const requestIds = (): readonly unknown[] =>
    files().flatMap((file) => auditLines(readFileSync(file, 'utf8')).flatMap(({ requestId }) => requestId ?? []));
  /** Asks from several clients until the process dies; answers the ids of the requests that were answered. */
  const load = async (ask: () => Promise<Response>, answered: string[]): Promise<void> => {
    const one = async (): Promise<void> => {
      for (let at = 0; at < MAX_ASKED; at += 1) {
        const response = await ask();
        if ((await response.text()).includes('TEST-')) answered.push(response.headers.get('x-request-id') ?? '');
      }
    };
    await Promise.allSettled(Array.from({ length: 8 }, one));
  };

  it('holds a line for every answer that left through kill -9 under load and rotation, and the chain goes on', async () => {
    const answered: string[] = [];
    for (let round = 1; round <= 3; round += 1) {
      const { process, ask } = await start({ AUDIT_FILE_MAX_BYTES: '20000' });
      const enough = answered.length + 60;
      const loading = load(ask, answered);
      while (answered.length < enough) await new Promise((resolve) => setTimeout(resolve, 5));
      process.child.kill('SIGKILL');
      await loading;
    }
    const { process } = await start({ AUDIT_FILE_MAX_BYTES: '20000' });
    process.child.kill('SIGTERM');
    expect(await process.ended).toBe(0);
    expect(files().length).toBeGreaterThan(3);
    expect(verify(...files())).toMatchObject({
      status: 0,
      stderr: '',
      chains: [{ files: files().length, begins: 'start', ends: 'closed' }],
    });
    const recorded = requestIds();
    expect(answered.length).toBeGreaterThanOrEqual(180);
    expect(answered.filter((id) => !recorded.includes(id))).toEqual([]);
    expect(new Set(recorded).size).toBe(recorded.length);
  }, 90_000);

  it('refuses the start of a second process on one file, and lets replicas run beside each other', async () => {
    const first = await start();
    const second = startProcess('start.js', { env: { DATA_DIR: dataDir, PORT: '0' } });
    running.push(second);
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toContain('AUDIT_FILE: is written by another process; give each a file of its own.');
    const other = join(dataDir, 'other.jsonl');
    const third = await start({ AUDIT_FILE: other });
    for (const { ask } of [first, third]) expect((await ask()).status).toBe(200);
    const { status, chains } = verify(auditFile, other);
    expect(status).toBe(0);
    expect(new Set(chains.map(({ chain }) => chain)).size).toBe(2);
  }, 60_000);

  it('gives no data on a full disk, and goes on when there is room', async () => {
    const { process, ask } = await start();
    const limit = (bytes: string): void => {
      const set = spawnSync('prlimit', [`--pid=${process.child.pid}`, `--fsize=${bytes}:`], { encoding: 'utf8' });
      expect({ status: set.status, stderr: set.stderr }).toEqual({ status: 0, stderr: '' });
    };
    expect((await ask()).status).toBe(200);
    limit(String(readFileSync(auditFile).length + 100));
    for (let at = 0; at < 3; at += 1) {
      const response = await ask();
      const text = await response.text();
      expect(response.status).toBe(503);
      expect(text).toContain('AUDIT_UNAVAILABLE');
      expect(text).not.toContain('TEST-');
    }
    limit('unlimited');
    await process.wrote('audit.recovered');
    expect((await ask()).status).toBe(200);
    expect(process.stderr()).toContain('"code":"EFBIG"');
    const lines = auditLines(readFileSync(auditFile, 'utf8'));
    expect(lines.map(({ kind }) => kind)).toEqual(['begun', 'operation', 'resumed', 'operation']);
    expect(lines[2]).toMatchObject({ withheld: 3, cut: { bytes: 100 } });
    expect(verify(auditFile).status).toBe(0);
  }, 60_000);

  it('answers nothing where nothing keeps what is written', async () => {
    const { ask } = await start({ AUDIT_FILE: '/dev/full' });
    const response = await ask();
    expect({ status: response.status, text: await response.text() }).toEqual({
      status: 503,
      text: expect.stringContaining('"AUDIT_UNAVAILABLE"'),
    });
  }, 60_000);

  it('tells the first broken link and ends with 1', async () => {
    const { process, ask } = await start();
    for (let at = 0; at < 4; at += 1) await ask();
    process.child.kill('SIGTERM');
    await process.ended;
    const text = readFileSync(auditFile, 'utf8');
    const forged = join(dataDir, 'forged.jsonl');
    writeFileSync(forged, text.replace('"seq":2', '"seq":2 '));
    expect(verify(forged)).toMatchObject({
      status: 1,
      stderr: `${forged}:4: does not hold the hash of the line before it: one of the two was changed.\n`,
    });
  }, 60_000);
});

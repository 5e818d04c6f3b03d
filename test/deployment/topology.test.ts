import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DevelopmentKeys, developmentKeys } from '../../gateway/development/developmentKeys';
import { developmentIssuer, writeIssuersFile } from '../../gateway/development/issuer';
import { tokenFor, tokenParts } from '../../gateway/development/token';
import { ERRORS } from '../../gateway/errors';
import { SUBGRAPHS, type SubgraphName } from '../../schema/subgraphs';
import { freePort } from '../kit/freePort';
import { type StartedProcess, startProcess } from '../kit/process';
import { databaseUrls, ENGINES } from '../kit/stores';

describe.each(ENGINES.slice(-1))('the topology of the compose file as plain processes on %s', (engine) => {
  let dataDir: string;
  let env: Record<string, string>;
  let keys: DevelopmentKeys;
  let origin: string;
  const ports: Record<string, number> = {};
  const processes: Record<string, StartedProcess> = {};

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'wso-topology-'));
    keys = developmentKeys(dataDir);
    env = {
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      ISSUERS: writeIssuersFile(dataDir),
      CALLER_KEY: keys.callerKey,
      AUDIT_FILE: join(dataDir, 'audit.jsonl'),
      CALLER_JWKS: keys.callerJwks,
      CLAIM_SEAL_KEY: keys.claimSealKey,
      CLAIM_OPEN_KEY: keys.claimOpenKey,
      CURSOR_KEY: keys.cursorKey,
      PROTECTED_FILE_KEY: keys.protectedFileKey,
    };
    Object.assign(env, await databaseUrls(engine, dataDir.slice(-6).toLowerCase()));
    for (const name of SUBGRAPHS) {
      ports[name] = await freePort();
      env[`${name.toUpperCase()}_URL`] = `http://127.0.0.1:${ports[name]}/graphql`;
    }
    origin = `http://127.0.0.1:${await freePort()}`;
  });
  afterAll(async () => {
    for (const { child, ended } of Object.values(processes)) {
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  const startOne = async (name: SubgraphName): Promise<void> => {
    const started = startProcess('subgraphs/main.js', {
      args: [name],
      env: { ...env, SUBGRAPH_PORT: String(ports[name]), SERVICE_KEY: keys.serviceKeys[name] },
    });
    processes[name] = started;
    await started.wrote('subgraph.started');
  };
  const readyz = async () => {
    const response = await fetch(`${origin}/readyz`);
    return { status: response.status, body: await response.json() };
  };
  const until = async (wanted: object): Promise<void> => {
    for (let at = 0; at < 100; at += 1) {
      const seen = await readyz();
      if (JSON.stringify(seen) === JSON.stringify(wanted)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await readyz()).toEqual(wanted);
  };
  const ask = async (query: string, token: string | null = null) => {
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify({ query }),
    });
    return response.json();
  };

  it('migrates, starts in any order, serves, loses one part and gets it back', async () => {
    expect(await startProcess('subgraphs/migrateMain.js', { env }).ended).toBe(0);
    const gateway = startProcess('gateway/main.js', { env: { ...env, PORT: new URL(origin).port } });
    processes['gateway'] = gateway;
    await gateway.wrote('gateway.listening');
    expect(await readyz()).toEqual({ status: 503, body: { ready: false, degraded: false, reload: 'ok' } });
    for (const name of SUBGRAPHS) await startOne(name);
    await gateway.wrote('gateway.ready');
    expect(await readyz()).toEqual({ status: 200, body: { ready: true, degraded: false, reload: 'ok' } });

    const token = tokenFor('inspector', {}, tokenParts(developmentIssuer(dataDir)));
    const source = '{ agreements { totalCount } me { capacity } officers { totalCount } warrants { totalCount } }';
    const none = { totalCount: 0 };
    expect(await ask(source, token)).toEqual({
      data: { agreements: none, me: { capacity: 'inspector' }, officers: none, warrants: none },
    });

    processes['warrants']?.child.kill('SIGTERM');
    expect(await processes['warrants']?.ended).toBe(0);
    expect(await ask('{ agreements { totalCount } warrants { totalCount } }', token)).toEqual({
      data: { agreements: none, warrants: null },
      errors: [
        {
          message: ERRORS.SUBGRAPH_UNAVAILABLE.message,
          path: ['warrants'],
          extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
        },
      ],
    });
    await until({ status: 200, body: { ready: true, degraded: true, reload: 'ok' } });
    await startOne('warrants');
    expect(await ask('{ warrants { totalCount } }', token)).toEqual({ data: { warrants: none } });
    await until({ status: 200, body: { ready: true, degraded: false, reload: 'ok' } });
  }, 60_000);

  it('refuses to start with faulty settings, all named at once', async () => {
    const process = startProcess('gateway/main.js', {
      env: { PORT: 'x', ISSUERS: '/nowhere', APOLLO_DISABLE_SECURITY_X: '1' },
    });
    expect(await process.ended).toBe(1);
    for (const setting of ['PORT', 'ISSUERS', 'CALLER_KEY', 'AUDIT_FILE', 'WARRANTS_URL', 'APOLLO_DISABLE_SECURITY_X'])
      expect(process.stderr()).toContain(setting);
    const subgraph = startProcess('subgraphs/main.js', {
      args: ['warrants'],
      env: { WARRANTS_DATABASE_URL: 'postgres://x' },
    });
    expect(await subgraph.ended).toBe(1);
    for (const setting of ['SUBGRAPH_PORT', 'CALLER_JWKS', 'CURSOR_KEY', 'WARRANTS_DATABASE_URL', 'PROTECTED_FILE_KEY'])
      expect(subgraph.stderr()).toContain(setting);
  });
});

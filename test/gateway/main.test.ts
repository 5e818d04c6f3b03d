import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../kit/process';
import { openSupergraph } from './kit/openGateway';

const folder = mkdtempSync(join(tmpdir(), 'wso-main-'));
const SUPERGRAPH = join(folder, 'supergraph.graphql');

beforeAll(() =>
  writeFileSync(
    SUPERGRAPH,
    openSupergraph({ names: 'http://127.0.0.1:9/graphql', cities: 'http://127.0.0.1:9/graphql' }),
  ),
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('npm run gateway', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves ACCESS=open with nothing but a supergraph, says so loudly, and ends on %s within a second',
    async (signal) => {
      const gateway = startProcess('gateway/main.js', { env: { ACCESS: 'open', SUPERGRAPH, PORT: '0' } });
      await gateway.wrote('"event":"gateway.ready"');
      expect(gateway.stderr()).toContain('"event":"access.open"');
      const { url } = JSON.parse(gateway.stdout());
      const ready = await fetch(new URL('/readyz', url));
      expect({ status: ready.status, body: await ready.json() }).toEqual({
        status: 200,
        body: { ready: true, degraded: false, reload: 'ok' },
      });
      const asked = performance.now();
      gateway.child.kill(signal);
      expect(await gateway.ended).toBe(0);
      expect(performance.now() - asked).toBeLessThan(1000);
    },
    20_000,
  );

  it('ends with 1 and every fault on stderr', async () => {
    const gateway = startProcess('gateway/main.js', { env: { PORT: 'x', CORS_ORIGINS: '*' } });
    expect(await gateway.ended).toBe(1);
    expect(gateway.stderr()).toMatch(/- PORT: [\s\S]*- CORS_ORIGINS: [\s\S]*- CALLER_KEY: [\s\S]*- ISSUERS: /);
    expect(gateway.stdout()).toBe('');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../kit/process';
import { httpServer, json } from './kit/httpServer';
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

  it('drains on SIGTERM: not ready at once, still answering, what is under way finished, ended in time', async () => {
    const slow = await httpServer(
      () => (response) => setTimeout(() => json({ data: { cities: ['x'] } })(response), 800),
    );
    const path = join(folder, 'slow.graphql');
    writeFileSync(path, openSupergraph({ names: `${slow.origin}/graphql`, cities: `${slow.origin}/graphql` }));
    const env = { ACCESS: 'open', SUPERGRAPH: path, PORT: '0', DRAIN_MS: '3000' };
    const gateway = startProcess('gateway/main.js', { env });
    await gateway.wrote('"event":"gateway.ready"');
    const { url } = JSON.parse(gateway.stdout());
    const ask = (): Promise<Response> =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ cities }' }),
      });
    const before = ask();
    gateway.child.kill('SIGTERM');
    const ready = await until(async () => {
      const one = await fetch(new URL('/readyz', url));
      return one.status === 503 ? one : null;
    });
    expect({ body: await ready.json(), connection: ready.headers.get('connection') }).toEqual({
      body: { ready: false, degraded: false, reload: 'ok' },
      connection: 'close',
    });
    const answers = await Promise.all([before, ask()]);
    expect(await Promise.all(answers.map((one) => one.json()))).toEqual([
      { data: { cities: ['x'] } },
      { data: { cities: ['x'] } },
    ]);
    expect(await gateway.ended).toBe(0);
    await expect(ask()).rejects.toThrow('fetch failed');
    await slow.close();
  }, 20_000);

  it('ends with 1 and every fault on stderr', async () => {
    const gateway = startProcess('gateway/main.js', { env: { PORT: 'x', CORS_ORIGINS: '*' } });
    expect(await gateway.ended).toBe(1);
    expect(gateway.stderr()).toMatch(/- PORT: [\s\S]*- CORS_ORIGINS: [\s\S]*- CALLER_KEY: [\s\S]*- ISSUERS: /);
    expect(gateway.stdout()).toBe('');
  });
});

/** What a look finds at last; a hundred looks, 20 ms apart. */
async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let at = 0; at < 100; at += 1) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come.');
}

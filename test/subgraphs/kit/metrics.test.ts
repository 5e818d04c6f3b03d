import fastify from 'fastify';
import { measure } from '../../../subgraphs/kit/metrics';

const config = { name: 'officers', metricsHost: '127.0.0.1' } as const;

describe('measure', () => {
  it('counts by route and status, and never by what a client writes', async () => {
    const app = fastify();
    const listening = await measure(app, { ...config, metricsPort: 0 });
    app.get('/service/:name', async () => ({}));
    for (const path of ['/service/CANARY-1', '/service/CANARY-2', '/CANARY?CANARY']) await app.inject(path);
    const response = await fetch(listening?.url ?? '');
    const text = await response.text();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('subgraph_served_seconds_count{route="/service/:name",status="200"} 2');
    expect(text).toContain('subgraph_served_seconds_count{route="none",status="404"} 1');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).not.toContain('CANARY');
    expect((await fetch(new URL('/', listening?.url))).status).toBe(404);
    await listening?.close();
    await app.close();
  });

  it('serves nothing where no port is set', async () => {
    expect(await measure(fastify(), { ...config, metricsPort: null })).toBeNull();
  });
});

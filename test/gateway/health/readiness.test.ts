import { getGlobalDispatcher } from 'undici';
import { type Readiness, readiness } from '../../../gateway/health/readiness';
import { type HttpServer, httpServer, json } from '../kit/httpServer';

describe('readiness', () => {
  let server: HttpServer;
  let status: number;
  let unsigned: number;
  let asked: () => void = () => undefined;
  let health: Readiness;

  beforeEach(async () => {
    status = 200;
    unsigned = 401;
    server = await httpServer(({ method }) => {
      if (method === 'POST') return json({}, unsigned);
      asked();
      return json({ live: true }, status);
    });
  });
  afterEach(async () => {
    health.close();
    await server.close();
  });

  it('needs nothing where there are no subgraphs', async () => {
    health = readiness([], getGlobalDispatcher());
    await health.whenReady;
    expect(health.state()).toEqual({ ready: true, degraded: false });
  });

  it('waits for each subgraph, asking its /livez again and again', async () => {
    status = 503;
    const twice = new Promise<void>((done) => {
      let times = 0;
      asked = () => {
        times += 1;
        if (times === 2) done();
      };
    });
    health = readiness([{ name: 'warrants', url: `${server.origin}/graphql` }], getGlobalDispatcher());
    await twice;
    expect(health.state()).toEqual({ ready: false, degraded: false });
    status = 200;
    await health.whenReady;
    expect(health.state()).toEqual({ ready: true, degraded: false });
    expect(new Set(server.seen.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set(['GET /livez', 'POST /graphql']),
    );
    expect(server.seen.some(({ headers }) => 'caller-assertion' in headers)).toBe(false);
  });

  it('never reaches a subgraph that answers an unsigned request', async () => {
    unsigned = 200;
    const twice = new Promise<void>((done) => {
      let times = 0;
      asked = () => {
        times += 1;
        if (times === 2) done();
      };
    });
    health = readiness([{ name: 'warrants', url: `${server.origin}/graphql` }], getGlobalDispatcher());
    await twice;
    expect(health.state()).toEqual({ ready: false, degraded: false });
    unsigned = 401;
    await health.whenReady;
  });

  it('stays ready and says degraded when one is lost', async () => {
    health = readiness([{ name: 'warrants', url: `${server.origin}/graphql` }], getGlobalDispatcher(), {
      firstMs: 1,
      laterMs: 5,
    });
    await health.whenReady;
    status = 500;
    await new Promise<void>((done) => {
      asked = done;
    });
    await settled(() => health.state().degraded);
    expect(health.state()).toEqual({ ready: true, degraded: true });
    status = 200;
    await settled(() => !health.state().degraded);
    expect(health.state()).toEqual({ ready: true, degraded: false });
  });
});

async function settled(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setImmediate(done));
}

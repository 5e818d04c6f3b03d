import { request } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { registerGraphiql } from '../../../gateway/http/graphiql';

const ROLES = [{ role: 'wso', token: 'token-of-wso' }];

async function serving(roles: typeof ROLES | null): Promise<FastifyInstance> {
  const app = fastify({ forceCloseConnections: true });
  registerGraphiql(app, roles === null ? null : async () => roles);
  await app.ready();
  return app;
}

describe('registerGraphiql', () => {
  it('serves the page under a policy that lets in nothing from outside', async () => {
    const answer = await (await serving(null)).inject('/');
    const nonce = /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1];
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; ` +
        `img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    });
    expect(answer.body).toContain(`content="${nonce}"`);
    expect(answer.body).toContain('Authorized use only.');
    expect(answer.body).not.toMatch(/https?:\/\//);
  });

  it('gives each page a nonce of its own', async () => {
    const app = await serving(null);
    const [first, second] = [await app.inject('/'), await app.inject('/')];
    expect(first.headers['content-security-policy']).not.toBe(second.headers['content-security-policy']);
  });

  it('answers 304 to a browser that has the asset', async () => {
    const app = await serving(null);
    const first = await app.inject('/graphiql/page.js');
    const headers = { 'if-none-match': String(first.headers['etag']) };
    expect((await app.inject({ url: '/graphiql/page.js', headers })).statusCode).toBe(304);
    expect(first.headers).toMatchObject({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
  });

  it.each(['/graphiql/../package.json', '/graphiql/%2e%2e/package.json', '/graphiql/page.html', '/graphiql/'])(
    'serves its list of assets alone, so not %s',
    async (url) => {
      expect((await (await serving(null)).inject(url)).statusCode).toBe(404);
    },
  );

  it('has neither picker nor roles without development roles', async () => {
    const app = await serving(null);
    expect((await app.inject('/')).body).not.toContain('Development role');
    const headers = { host: '127.0.0.1' };
    expect((await app.inject({ url: '/graphiql/roles.json', headers })).statusCode).toBe(404);
  });

  it.each(['127.0.0.1', '127.0.0.1:4000', 'localhost:4000', '[::1]:4000'])('gives roles to %s', async (host) => {
    const answer = await (await serving(ROLES)).inject({ url: '/graphiql/roles.json', headers: { host } });
    expect(answer.json()).toEqual(ROLES);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each([
    'rebound.example',
    'rebound.example:4000',
    'localhost.rebound.example',
    '127.0.0.1.rebound.example',
    'localhost:4000@rebound.example',
    '10.0.0.7:4000',
  ])('answers the host "%s" as if there were no roles', async (host) => {
    const answer = await (await serving(ROLES)).inject({ url: '/graphiql/roles.json', headers: { host } });
    const nowhere = await (await serving(ROLES)).inject({ url: '/graphiql/nowhere.json', headers: { host } });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toBe(nowhere.body.replace('nowhere', 'roles'));
  });

  it('gives no roles to another computer that claims a local name', async () => {
    const app = await serving(ROLES);
    const remoteAddress = '203.0.113.9';
    const headers = { host: 'localhost:4000' };
    expect((await app.inject({ url: '/graphiql/roles.json', headers, remoteAddress })).statusCode).toBe(404);
  });

  it('gives roles over a real connection of this computer', async () => {
    const app = await serving(ROLES);
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const status = await new Promise((done) => {
      request(`${url}/graphiql/roles.json`, (answer) => done(answer.resume().statusCode)).end();
    });
    await app.close();
    expect(status).toBe(200);
  });
});

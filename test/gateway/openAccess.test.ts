import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import fastify, { type FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { projectFile } from '../../schema/files';
import { type StartedProcess, startProcess } from '../kit/process';

describe('ACCESS=open', () => {
  let folder: string;
  let subgraph: FastifyInstance;
  let headersSeen: object[];
  let supergraph: string;
  let gateway: StartedProcess | null = null;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wso-open-'));
    headersSeen = [];
    subgraph = fastify({ forceCloseConnections: true });
    subgraph.post('/', async (request) => {
      headersSeen.push(request.headers);
      return { data: { greeting: 'hello' } };
    });
    const url = await subgraph.listen({ port: 0, host: '127.0.0.1' });
    const composed = composeServices([{ name: 'greetings', typeDefs: parse('type Query { greeting: String }'), url }]);
    supergraph = join(folder, 'supergraph.graphql');
    writeFileSync(supergraph, composed.supergraphSdl ?? '');
  });
  afterAll(async () => {
    gateway?.child.kill('SIGKILL');
    await subgraph.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves any supergraph with no setting but SUPERGRAPH, says so loudly and ends within a second', async () => {
    gateway = startProcess('gateway/main.js', { env: { ACCESS: 'open', SUPERGRAPH: supergraph, PORT: '0' } });
    await gateway.wrote('gateway.ready');
    expect(gateway.stderr()).toContain('"event":"access.open"');
    const url = /"url":"([^"]+\/graphql)"/.exec(gateway.stderr())?.[1] ?? '';
    expect((await fetch(new URL('/readyz', url))).status).toBe(200);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer whatever' },
      body: '{"query":"{ greeting }"}',
    });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { data: { greeting: 'hello' } },
    });
    expect(headersSeen).toHaveLength(1);
    expect(Object.keys(headersSeen[0] ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
    expect(Object.keys(headersSeen[0] ?? {})).not.toEqual(expect.arrayContaining(['caller-assertion']));
    const asked = Date.now();
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(Date.now() - asked).toBeLessThan(1000);
  }, 20_000);

  it.each<[string, Record<string, string>, RegExp]>([
    ['a classified supergraph', { SUPERGRAPH: projectFile('schema', 'supergraph.graphql') }, /SUPERGRAPH/],
    ['production', { NODE_ENV: 'production' }, /ACCESS/],
    ['a host that others reach', { HOST: '0.0.0.0' }, /HOST/],
  ])('refuses %s', async (_what, env, message) => {
    const refused = startProcess('gateway/main.js', {
      env: { ACCESS: 'open', SUPERGRAPH: supergraph, PORT: '0', ...env },
    });
    expect(await refused.ended).toBe(1);
    expect(refused.stderr()).toMatch(message);
  });
});

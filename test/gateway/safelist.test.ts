import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ERRORS } from '../../gateway/errors';
import { documentId, readSafelist } from '../../gateway/safelist';
import { projectFile } from '../../schema/files';
import { allStanding, type ClassifiedGateway, classifiedGateway } from './kit/classifiedGateway';
import { json } from './kit/httpServer';
import { JSON_TYPE, sendHttp } from './kit/sendHttp';

const SOURCE =
  'query One { warrant(id: "1") { ...W } } query Two { __typename } fragment W on AdministrativeWarrant { id }';
const REFUSED = `{"errors":[{"message":"${ERRORS.DOCUMENT_UNLISTED.message}","extensions":{"code":"DOCUMENT_UNLISTED"}}]}\n`;
const OTHERS = '{ __typename }';

describe('SAFELIST', () => {
  let graph: ClassifiedGateway;
  let folder: string;
  let documents: readonly (readonly [string, string])[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wso-safelist-'));
    writeFileSync(join(folder, 'a.graphql'), SOURCE);
    const program = projectFile('dist', 'gateway', 'safelistMain.js');
    const text = execFileSync(process.execPath, [program, `TEST-client=${folder}`], { encoding: 'utf8' });
    documents = Object.entries(JSON.parse(text)['TEST-client'] as Record<string, string>);
    const everyone = { '*': { [documentId(OTHERS)]: OTHERS } };
    writeFileSync(join(folder, 'safelist.json'), JSON.stringify({ ...JSON.parse(text), ...everyone }));
    graph = await classifiedGateway(
      (request) =>
        request.path.startsWith('/service/') ? allStanding(true)(request) : json({ data: { warrant: null } }),
      { SAFELIST: join(folder, 'safelist.json') },
    );
  }, 60_000);
  afterAll(async () => {
    await graph.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const post = async (body: object, claims = {}): Promise<readonly [number, string]> => {
    const headers = { ...JSON_TYPE, authorization: `Bearer ${graph.key.token(claims)}` };
    const { status, text } = await sendHttp(graph.url, { headers, body: JSON.stringify(body) });
    return [status, text];
  };
  const byName = (name: string): readonly [string, string] =>
    documents.find(([, document]) => document.includes(name)) ?? ['', ''];

  it('is written with a document for each operation, fragments included', () => {
    expect(documents).toHaveLength(2);
    expect(byName('One')[1]).toContain('fragment W on');
    expect(byName('Two')[1]).not.toContain('fragment');
    expect(documents.every(([id, document]) => documentId(document) === id)).toBe(true);
  });

  it.each<[string, (id: string, document: string) => object]>([
    ['as text', (_id, query) => ({ query })],
    ['by document id', (documentId) => ({ documentId })],
    ['by document id with its algorithm', (id) => ({ documentId: `sha256:${id}` })],
    [
      'by the id of a persisted query',
      (sha256Hash) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    ],
  ])('answers a listed document sent %s', async (_way, sent) => {
    expect(await post(sent(...byName('One')))).toEqual([200, '{"data":{"warrant":null}}\n']);
  });

  it('answers a listed document by GET', async () => {
    const headers = { authorization: `Bearer ${graph.key.token()}` };
    const path = `/graphql?documentId=${byName('One')[0]}`;
    expect((await sendHttp(graph.url, { method: 'GET', path, headers })).text).toBe('{"data":{"warrant":null}}\n');
    const other = { method: 'GET', path: '/graphql?query={__typename}', headers };
    expect((await sendHttp(graph.url, other)).text).toBe(REFUSED);
  });

  it.each<[string, () => object]>([
    ['another document', () => ({ query: '{ __typename }' })],
    ['a listed one with a blank more', () => ({ query: `${byName('Two')[1]} ` })],
    ['an unknown id', () => ({ documentId: 'f'.repeat(64) })],
    ['a name of every object', () => ({ documentId: 'constructor' })],
    ['another document under a listed id', () => ({ query: '{ a }', documentId: byName('Two')[0] })],
    [
      'a registration',
      () => ({ query: '{ a }', extensions: { persistedQuery: { version: 1, sha256Hash: documentId('{ a }') } } }),
    ],
    ['what it registered', () => ({ extensions: { persistedQuery: { version: 1, sha256Hash: documentId('{ a }') } } })],
    ['what others may send', () => ({ documentId: documentId(OTHERS) })],
    ['nothing', () => ({})],
  ])('refuses %s, with one answer', async (_what, sent) => {
    expect(await post(sent())).toEqual([403, REFUSED]);
  });

  it('lets the others send what stands for them', async () => {
    const claims = { client_id: 'TEST-other' };
    expect(await post({ query: OTHERS }, claims)).toEqual([200, '{"data":{"__typename":"Query"}}\n']);
    expect(await post({ documentId: byName('One')[0] }, claims)).toEqual([403, REFUSED]);
    expect(await graph.ask('{ a: __typename }')).toMatchObject({ status: 403, text: REFUSED });
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"client":["{ a }"]}'],
    ['an id that is not its document’s', '{"client":{"abc":"{ a }"}}'],
  ])('is refused with %s', (_what, text) => {
    expect(readSafelist(text)).toBeNull();
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsReader } from '../../gateway/settings';
import { readSubgraphTls } from '../../gateway/subgraphTls';
import { certificates } from './kit/certificates';

describe('readSubgraphTls', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wso-tls-'));
  const made = certificates();
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const files = {
    SUBGRAPH_CA: file('ca', made.ca),
    SUBGRAPH_CERT: file('cert', made.client.cert),
    SUBGRAPH_KEY: file('key', made.client.key),
  };

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads none, and all three', () => {
    expect(readSubgraphTls(new SettingsReader({}))).toEqual({});
    expect(readSubgraphTls(new SettingsReader(files))).toEqual({ ca: made.ca, ...made.client });
  });

  it.each<[string, Record<string, string>, string]>([
    ['an authority that is none', { SUBGRAPH_CA: file('text', 'none') }, 'SUBGRAPH_CA: a certificate in PEM.'],
    ['a file that is not there', { SUBGRAPH_CA: join(folder, 'nowhere') }, 'SUBGRAPH_CA: the path of a file'],
    ['a certificate alone', { SUBGRAPH_CERT: files.SUBGRAPH_CERT }, 'SUBGRAPH_CERT: given together with SUBGRAPH_KEY.'],
    [
      'another’s key',
      { ...files, SUBGRAPH_KEY: file('other', made.server.key) },
      'SUBGRAPH_CERT: a certificate in PEM of the private key in SUBGRAPH_KEY.',
    ],
  ])('refuses %s', (_what, env, sentence) => {
    const read = new SettingsReader(env);
    readSubgraphTls(read);
    expect(() => read.finish()).toThrow(sentence);
  });
});

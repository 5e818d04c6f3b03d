import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../../../schema/files';

const dataDir = mkdtempSync(join(tmpdir(), 'wso-token-'));

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function token(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '-r',
      projectFile('test', 'kit', 'requireTypeScript.js'),
      projectFile('gateway', 'development', 'tokenMain.ts'),
      ...words,
    ],
    { encoding: 'utf8', env: { ...process.env, DATA_DIR: dataDir, ...env } },
  );
  return { status, stdout, stderr };
}

describe('the token verb', () => {
  it('prints the token alone', () => {
    const { status, stdout, stderr } = token(['ice', '--field-office', 'Dallas']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const claims = JSON.parse(Buffer.from(stdout.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ scope: 'ice:ero', field_office: 'Dallas', capacity: 'ice' });
  });

  it.each([
    [['sheriff'], 'role: sheriff is none; give one of wso, wso-supervisor,'],
    [[], 'role: missing.'],
    [['wso', '--scope', 'x'], "Unknown option '--scope'"],
  ])('exits 1 for %j, with all roles on stderr and nothing on stdout', (words, sentence) => {
    const { status, stdout, stderr } = token(words);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('Roles: wso wso-supervisor jem ice training moa auditor inspector jms\n');
  });

  it('exits 1 in production', () => {
    const { status, stdout, stderr } = token(['wso'], { NODE_ENV: 'production' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('refused under NODE_ENV=production');
  });
});

import { spawn } from 'node:child_process';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { developmentIssuer, writeIssuersFile } from '../../../gateway/development/issuer';
import { projectFile } from '../../../schema/files';
import { readPolicy } from '../../../schema/policy';

let dataDir: string;

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'wso-issuer-')), 'data');
});

afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }));

describe('developmentIssuer', () => {
  it('signs with the key that it publishes', () => {
    const { sign, publicJwks } = developmentIssuer(dataDir);
    const [header = '', payload = '', signature = ''] = sign({ sub: 'someone' }).split('.');
    const [jwk] = publicJwks.keys;
    const key = createPublicKey({ key: { ...jwk } as JsonWebKey, format: 'jwk' });
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      alg: 'EdDSA',
      typ: 'at+jwt',
      kid: jwk?.kid,
    });
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({ sub: 'someone' });
    expect(verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it('publishes no private part', () => {
    const [jwk] = developmentIssuer(dataDir).publicJwks.keys;
    expect(Object.keys(jwk ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('keeps its key in a file that only its owner reads, and leaves no other file', () => {
    developmentIssuer(dataDir);
    expect(readdirSync(dataDir)).toEqual(['dev-issuer.json']);
    expect(statSync(join(dataDir, 'dev-issuer.json')).mode & 0o777).toBe(0o600);
  });

  it('finds its key again', () => {
    expect(developmentIssuer(dataDir).publicJwks).toEqual(developmentIssuer(dataDir).publicJwks);
  });

  it('agrees on one key among processes that begin together', async () => {
    const printed = await Promise.all(Array.from({ length: 6 }, () => keyIdOfAnotherProcess(dataDir)));
    expect(printed[0]).toMatch(/^[\w-]{43}$/);
    expect(new Set(printed).size).toBe(1);
    expect(readdirSync(dataDir)).toEqual(['dev-issuer.json']);
  }, 60_000);

  it.each(['', '{', '[]', '{"kty":"OKP","crv":"Ed25519","x":"AAAA"}'])('names the file that holds "%s"', (text) => {
    developmentIssuer(dataDir);
    const path = join(dataDir, 'dev-issuer.json');
    writeFileSync(path, text);
    expect(() => developmentIssuer(dataDir)).toThrow(
      `${path}: holds no Ed25519 private JWK that can be read; delete it and a new one is made.`,
    );
  });

  it.each([developmentIssuer, writeIssuersFile])('is refused in production, by $name too', (make) => {
    expect(() => make(dataDir, 'production')).toThrow(
      'development issuer: refused under NODE_ENV=production; tokens come from the issuers in ISSUERS.',
    );
    expect(() => readdirSync(dataDir)).toThrow('ENOENT');
  });
});

describe('writeIssuersFile', () => {
  it('trusts the issuer with every scope of the policy and the public key alone', () => {
    const { issuer, audience, publicJwks } = developmentIssuer(dataDir);
    const jwks = join(dataDir, 'dev-issuer.jwks.json');
    const [entry, ...others] = parse(readFileSync(writeIssuersFile(dataDir), 'utf8'));
    expect(others).toEqual([]);
    expect({ ...entry, scopes: [...entry.scopes].sort() }).toEqual({
      issuer,
      audience,
      jwks,
      scopes: [...readPolicy().scopes].sort(),
      agencies: ['*'],
      states: ['*'],
      fieldOffices: ['*'],
      ignoredScopes: ['openid', 'profile'],
    });
    expect(JSON.parse(readFileSync(jwks, 'utf8'))).toEqual(publicJwks);
  });
});

/** The compiler's strip of types is not in Node 20: the other process reads the source through swc, as jest does. */
function keyIdOfAnotherProcess(folder: string): Promise<string> {
  const script = `
    require(${JSON.stringify(projectFile('test', 'kit', 'requireTypeScript.js'))});
    const { developmentIssuer } = require(${JSON.stringify(projectFile('gateway', 'development', 'issuer.ts'))});
    process.stdout.write(developmentIssuer(${JSON.stringify(folder)}).publicJwks.keys[0].kid);
  `;
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', failed);
    child.on('close', () => done(text));
  });
}

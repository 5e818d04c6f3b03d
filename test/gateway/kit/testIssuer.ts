import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Issuer } from '../../../gateway/issuers';

export const NOW_SECONDS = 1_767_225_600;
export const ISSUER = 'https://tokens.sheriff.example';
export const AUDIENCE = 'wso-gateway';

export type Alg = 'EdDSA' | 'ES256' | 'RS256' | 'PS256';
type Claims = Readonly<Record<string, unknown>>;

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** One key of an issuer, able to sign what a test makes up. */
export interface TestKey {
  readonly kid: string;
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** A token with the usual claims; those given replace them, `undefined` takes one away. */
  token(claims?: Claims, header?: Claims): string;
}

export function newKey(alg: Alg, kid: string = alg): TestKey {
  return keyOf(alg, kid, pair(alg));
}

export function keyOf(alg: Alg, kid: string, { privateKey, publicKey }: KeyPair): TestKey {
  return {
    kid,
    privateKey,
    publicKey,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' },
    token: (claims = {}, header = {}) => {
      const signed = unsigned({ alg, typ: 'at+jwt', kid, ...header }, { ...usualClaims(), ...claims });
      return `${signed}.${signature(alg, Buffer.from(signed), privateKey).toString('base64url')}`;
    },
  };
}

export function usualClaims(): Claims {
  return {
    iss: ISSUER,
    sub: 'TEST-person',
    aud: AUDIENCE,
    iat: NOW_SECONDS - 60,
    exp: NOW_SECONDS + 3000,
    jti: 'TEST-1',
    client_id: 'TEST-client',
    scope: 'wso:serve',
    agency: 'AGENCY-A',
    facility: ['FACILITY-A'],
    officer: 'OFFICER-1',
  };
}

export function unsigned(header: Claims, claims: Claims): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}

/** A MAC made with the public key, as if it were a shared secret. */
export function macToken({ kid, publicKey }: TestKey): string {
  const signed = unsigned({ alg: 'HS256', typ: 'at+jwt', kid }, usualClaims());
  const secret = publicKey.export({ format: 'pem', type: 'spki' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

export function issuerWith(changes: Partial<Issuer> = {}): Issuer {
  return {
    issuer: ISSUER,
    audience: AUDIENCE,
    jwks: 'jwks.json',
    scopes: ['wso:serve', 'ice:ero', 'moa:manage', 'training:manage', 'integration:jms', 'audit:state'],
    agencies: ['AGENCY-A'],
    states: [],
    fieldOffices: [],
    ignoredScopes: ['openid'],
    ...changes,
  };
}

/** Path of a file that holds these public keys. */
export function jwksFile(
  keys: readonly TestKey[],
  path = join(mkdtempSync(join(tmpdir(), 'wso-jwks-')), 'jwks'),
): string {
  writeFileSync(path, JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
  return path;
}

function pair(alg: Alg): KeyPair {
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  if (alg === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function signature(alg: Alg, signed: Buffer, key: KeyObject): Buffer {
  if (alg === 'EdDSA') return sign(null, signed, key);
  if (alg === 'ES256') return sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' });
  return sign('sha256', signed, alg === 'RS256' ? key : { key, padding: 6, saltLength: 32 });
}

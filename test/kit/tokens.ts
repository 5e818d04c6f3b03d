import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Issuer } from '../../gateway/issuers';

export const NOW_MS = Date.parse('2026-03-07T12:00:00.000Z');
export const NOW_SECONDS = NOW_MS / 1000;

/** An issuer of tests that may assert everything. */
export const ISSUER: Issuer = {
  issuer: 'https://issuer.example',
  audience: 'wso-gateway',
  jwks: '/nowhere',
  scopes: ['wso:serve', 'wso:supervise', 'jem:process', 'ice:ero', 'training:manage', 'moa:manage', 'integration:jms'],
  agencies: ['agency-1'],
  states: ['TX'],
  fieldOffices: ['San Antonio'],
  ignoredScopes: ['openid'],
};

export type Alg = 'EdDSA' | 'ES256' | 'RS256' | 'PS256';

export interface TokenKey {
  readonly alg: Alg;
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

export function tokenKey(alg: Alg, kid = `key-${alg}`): TokenKey {
  const { privateKey, publicKey } = pairOf(alg);
  return { alg, kid, privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }), kid } };
}

function pairOf(alg: Alg): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  if (alg === 'EdDSA') return generateKeyPairSync('ed25519');
  if (alg === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** Claims of a good token of one WSO at the tests' instant. */
export const CLAIMS = {
  iss: ISSUER.issuer,
  aud: ISSUER.audience,
  sub: 'someone',
  client_id: 'desk',
  jti: 'token-1',
  iat: NOW_SECONDS - 60,
  exp: NOW_SECONDS + 1800,
  scope: 'wso:serve',
  agency: 'agency-1',
  facility: ['facility-1'],
  officer: 'officer-1',
};

/** A compact JWS; `header` and `claims` stand in place of the good ones, `undefined` takes one away. */
export function tokenOf(
  key: TokenKey,
  { claims = {}, header = {} }: { claims?: object; header?: object } = {},
): string {
  const parts = [
    { alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header },
    { ...CLAIMS, ...claims },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${signatureOf(key, Buffer.from(signed)).toString('base64url')}`;
}

function signatureOf({ alg, privateKey }: TokenKey, signed: Buffer): Buffer {
  switch (alg) {
    case 'EdDSA':
      return sign(null, signed, privateKey);
    case 'ES256':
      return sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    case 'RS256':
      return sign('RSA-SHA256', signed, privateKey);
    case 'PS256':
      return sign('sha256', signed, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  }
}

/** HS256 with the public key's text as its secret: what a confused verifier would accept. */
export function confusedToken(key: TokenKey): string {
  const parts = [{ alg: 'HS256', typ: 'at+jwt', kid: key.kid }, CLAIMS];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', JSON.stringify(key.publicJwk)).update(signed).digest('base64url')}`;
}

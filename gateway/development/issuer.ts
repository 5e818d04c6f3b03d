import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { createOnce } from './createOnce';
import { readRoles } from './roles';

const ISSUER = 'http://wso-gateway.localhost/development';
const AUDIENCE = 'wso-gateway';
const KEY_FILE = 'dev-issuer.json';

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[\w-]{43}$/),
  d: z.string().regex(/^[\w-]{43}$/),
});
type PrivateJwk = z.infer<typeof privateJwk>;
type PublicJwk = Readonly<Omit<PrivateJwk, 'd'> & { kid: string; alg: 'EdDSA'; use: 'sig' }>;

export interface DevelopmentIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly publicJwks: { readonly keys: readonly PublicJwk[] };
  /** A compact JWS of type `at+jwt` over the claims as they are. */
  sign(claims: object): string;
}

/**
 * The issuer whose key lies in `dataDir`; makes the key when there is none. Processes that begin together agree on one
 * key. Throws under `NODE_ENV=production`.
 */
export function developmentIssuer(dataDir: string, nodeEnv = process.env['NODE_ENV']): DevelopmentIssuer {
  if (nodeEnv === 'production')
    throw new Error('development issuer: refused under NODE_ENV=production; tokens come from the issuers in ISSUERS.');
  const jwk = readKey(dataDir);
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const { d: _d, ...publicPart } = jwk;
  const kid = thumbprint(publicPart);
  const header = encode({ alg: 'EdDSA', typ: 'at+jwt', kid });
  return {
    issuer: ISSUER,
    audience: AUDIENCE,
    publicJwks: { keys: [{ ...publicPart, kid, alg: 'EdDSA', use: 'sig' }] },
    sign: (claims) => {
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
    },
  };
}

/** Writes the issuers file and public key set by which a gateway believes this issuer; answers the issuers file's path. */
export function writeIssuersFile(dataDir: string, nodeEnv = process.env['NODE_ENV']): string {
  const { issuer, audience, publicJwks } = developmentIssuer(dataDir, nodeEnv);
  const jwks = resolve(dataDir, 'dev-issuer.jwks.json');
  const everywhere = { agencies: ['*'], states: ['*'], fieldOffices: ['*'] };
  const scopes = [...new Set([...readRoles().values()].flatMap(({ scope }) => scope.split(' ')))];
  const path = resolve(dataDir, 'dev-issuers.yaml');
  replaceFile(jwks, `${JSON.stringify(publicJwks, null, 2)}\n`);
  replaceFile(
    path,
    stringify([{ issuer, audience, jwks, scopes, ...everywhere, ignoredScopes: ['openid', 'profile'] }]),
  );
  return path;
}

function readKey(dataDir: string): PrivateJwk {
  const path = join(dataDir, KEY_FILE);
  createOnce(path, () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })));
  try {
    return privateJwk.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path}: holds no Ed25519 private JWK that can be read; delete it and a new one is made.`, {
      cause,
    });
  }
}

/** A reader sees the old file or the new one, never half of one. */
function replaceFile(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

/** RFC 7638: members in alphabetical order. */
function thumbprint({ crv, kty, x }: Omit<PrivateJwk, 'd'>): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

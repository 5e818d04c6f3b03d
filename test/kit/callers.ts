import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CALLER_TYPE, type Caller } from '../../schema/caller';
import { projectFile } from '../../schema/files';
import { clearanceOf, type Policy, readPolicy } from '../../schema/policy';

interface RoleClaims {
  readonly scope: string;
  readonly agency?: string;
  readonly facility?: readonly string[];
  /** Who acts for which agency. */
  readonly officers?: Readonly<Record<string, string>>;
  readonly field_office?: string;
  readonly state?: string;
}

const policy: Policy = readPolicy();
const roles: Readonly<Record<string, RoleClaims>> = parse(
  readFileSync(projectFile('gateway', 'development', 'roles.yaml'), 'utf8'),
);

/** The caller of a development role, as the gateway would assert it, with claims changed where a test says so. */
export function callerAs(role: string, changes: Partial<Caller> = {}): Caller {
  const claims = roles[role];
  const clearance = claims === undefined ? policy.public : clearanceOf(policy, claims.scope.split(' '));
  if (clearance === null) throw new Error(`${role} has no clearance.`);
  return {
    sub: `test-${role}`,
    issuer: 'https://issuer.test.invalid',
    client: 'test-client',
    capacity: clearance.name,
    policy: policy.revision,
    categories: [...clearance.categories],
    rows: Object.fromEntries(
      Object.entries(clearance.rows).map(([category, bounds]) => [category, [...(bounds ?? [])]]),
    ),
    acts: [...clearance.acts],
    agency: claims?.agency ?? null,
    facilities: [...(claims?.facility ?? [])],
    fieldOffice: claims?.field_office ?? null,
    state: claims?.state ?? null,
    officer: claims?.officers?.[claims.agency ?? ''] ?? null,
    ...changes,
  };
}

/** A key that signs caller assertions, and the public set that subgraphs are given. */
export interface CallerKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwks: string;
}

export function newCallerKey(iss = 'gateway', kid = `${iss}-test`): CallerKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { kid, privateKey, jwks: JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, iss }] }) };
}

/** A signed caller assertion; `changes` spoil payload or header where a test wants that. */
export function assertCaller(
  caller: Caller,
  {
    key,
    aud,
    exp,
    changes = {},
    header = {},
  }: {
    readonly key: CallerKey;
    readonly aud: string;
    readonly exp?: number;
    readonly changes?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
  },
): string {
  const head = { alg: 'EdDSA', typ: CALLER_TYPE, kid: key.kid, ...header };
  const payload = { ...caller, iss: 'gateway', aud, exp: exp ?? Math.floor(Date.now() / 1000) + 60, ...changes };
  const signed = [head, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${sign(null, Buffer.from(signed), key.privateKey).toString('base64url')}`;
}

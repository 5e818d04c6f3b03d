import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const names = z.array(z.string().min(1)).default([]);
const issuer = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1),
  /** Path of a JWK set, relative to the issuers file, or its https URL (http on loopback). */
  jwks: z.string().min(1),
  scopes: z.array(z.string().min(1)).min(1),
  agencies: names,
  states: names,
  fieldOffices: names,
  ignoredScopes: names,
});
const issuersFile = z.array(issuer).min(1);

/** An identity provider and what its tokens may say. `["*"]` lifts a bound; an empty list lets none of that kind be said. */
export type Issuer = Readonly<z.infer<typeof issuer>>;

export type IssuersRead =
  | { readonly issuers: readonly Issuer[] }
  /** One sentence each. */
  | { readonly faults: readonly string[] };

/** Reads the issuers file against the scopes that the policy knows. */
export function readIssuers(path: string, scopes: ReadonlySet<string>): IssuersRead {
  const parsed = issuersFile.safeParse(yamlOf(path));
  if (!parsed.success) return { faults: parsed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}.`) };
  const issuers = parsed.data.map((one) => ({ ...one, jwks: locate(one.jwks, path) }));
  const faults = issuers.flatMap((one, at) => [
    ...(issuers.findIndex((other) => other.issuer === one.issuer) < at ? [`${one.issuer} stands there twice.`] : []),
    ...one.scopes.filter((scope) => !scopes.has(scope)).map((scope) => `the policy knows no scope ${scope}.`),
    ...one.ignoredScopes
      .filter((scope) => scopes.has(scope))
      .map((scope) => `${scope} is a scope of the policy and cannot be ignored.`),
    ...(isReadable(one.jwks) ? [] : [`jwks of ${one.issuer}: a file, an https URL, or an http URL on loopback.`]),
  ]);
  return faults.length > 0 ? { faults } : { issuers };
}

function yamlOf(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function locate(jwks: string, issuersPath: string): string {
  return isUrl(jwks) ? jwks : resolve(dirname(issuersPath), jwks);
}

function isUrl(jwks: string): boolean {
  return /^[a-z]+:\/\//i.test(jwks);
}

function isReadable(jwks: string): boolean {
  if (!isUrl(jwks)) return existsSync(jwks);
  if (!URL.canParse(jwks)) return false;
  const { protocol, hostname } = new URL(jwks);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

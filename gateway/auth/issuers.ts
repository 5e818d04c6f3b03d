import { readFileSync } from 'node:fs';
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

/** Reads the issuers file. Throws one sentence that names the setting at fault. */
export function readIssuers(path: string, scopes: ReadonlySet<string>): readonly Issuer[] {
  const parsed = issuersFile.safeParse(parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`ISSUERS: ${z.prettifyError(parsed.error)}`);
  const issuers = parsed.data.map((one) => ({ ...one, jwks: locate(one.jwks, path) }));
  const twice = issuers.find((one, at) => issuers.findIndex((other) => other.issuer === one.issuer) !== at);
  if (twice !== undefined) throw new Error(`ISSUERS: ${twice.issuer} stands there twice.`);
  const unknown = issuers.flatMap((one) => one.scopes).find((scope) => !scopes.has(scope));
  if (unknown !== undefined) throw new Error(`ISSUERS: the policy knows no scope ${unknown}.`);
  const both = issuers.flatMap((one) => one.ignoredScopes).find((scope) => scopes.has(scope));
  if (both !== undefined) throw new Error(`ISSUERS: ${both} is a scope of the policy and cannot be ignored.`);
  return issuers;
}

function locate(jwks: string, issuersPath: string): string {
  if (!/^[a-z]+:\/\//.test(jwks)) return resolve(dirname(issuersPath), jwks);
  const { protocol, hostname } = new URL(jwks);
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback)) return jwks;
  throw new Error(`ISSUERS: ${jwks} must be an https URL, or http on loopback.`);
}

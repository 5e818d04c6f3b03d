import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { z } from 'zod';
import { CALLER_TYPE, type CallerAssertion } from './caller';

/** A private key that signs caller assertions, and the issuer whose it is. */
export interface AssertionKey {
  readonly kid: string;
  readonly iss: string;
  readonly key: KeyObject;
}

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(1),
  d: z.string().min(1),
  kid: z.string().min(1),
  iss: z.string().min(1),
});

/** Reads a private Ed25519 JWK with `kid` and this `iss`; null when the text is none. */
export function readAssertionKey(text: string, issuer: string): AssertionKey | null {
  try {
    const { kty, crv, x, d, kid, iss } = privateJwk.parse(JSON.parse(text));
    return iss === issuer ? { kid, iss, key: createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' }) } : null;
  } catch {
    return null;
  }
}

/** Signs a caller assertion for one subgraph: a compact JWS, EdDSA. */
export function signAssertion(
  { kid, iss, key }: AssertionKey,
  payload: Readonly<Omit<CallerAssertion, 'iss'>>,
): string {
  const signed = `${encode({ alg: 'EdDSA', typ: CALLER_TYPE, kid })}.${encode({ ...payload, iss })}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

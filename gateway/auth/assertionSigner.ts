import { createPrivateKey, sign } from 'node:crypto';
import { z } from 'zod';
import { CALLER_TYPE, type Caller, type CallerAssertion } from '../../schema/caller';

const privateJwk = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(1),
  d: z.string().min(1),
  kid: z.string().min(1),
  iss: z.literal('gateway'),
});

/** Signs that a caller is who the gateway found, for one subgraph, until `exp` (seconds since the epoch). */
export type AssertionSigner = (caller: Caller, audience: string, exp: number) => string;

/** Reads `CALLER_KEY`. Throws a sentence when it is no Ed25519 private JWK with `kid` and `iss: "gateway"`. */
export function assertionSigner(jwkText: string): AssertionSigner {
  const jwk = privateJwk.safeParse(parseJson(jwkText));
  if (!jwk.success) throw new Error('CALLER_KEY: an Ed25519 private JWK with kid and iss "gateway".');
  const { kty, crv, x, d, kid, iss } = jwk.data;
  const key = createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' });
  const head = encode({ alg: 'EdDSA', typ: CALLER_TYPE, kid });
  return (caller, aud, exp) => {
    const payload: CallerAssertion = { ...caller, iss, aud, exp };
    const signed = `${head}.${encode(payload)}`;
    return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

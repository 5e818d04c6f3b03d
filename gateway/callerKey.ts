import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from './parseJson';

/** The key that signs caller assertions. */
export interface CallerKey {
  readonly kid: string;
  readonly key: KeyObject;
}

const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(1),
  d: z.string().min(1),
  kid: z.string().min(1),
  iss: z.literal('gateway'),
});

/** Reads a private Ed25519 JWK with `kid` and `iss: "gateway"`; null when the text is none. */
export function readCallerKey(text: string): CallerKey | null {
  try {
    const { kty, crv, x, d, kid } = privateJwk.parse(parseJson(text));
    return { kid, key: createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' }) };
  } catch {
    return null;
  }
}

import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { CALLER_TYPE, type CallerAssertion, callerAssertion } from '../../schema/caller';

const MAX_ASSERTION_BYTES = 16_384;
const MAX_REMEMBERED = 10_000;

const publicJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().min(1),
  kid: z.string().min(1),
  iss: z.string().min(1),
});
const publicJwks = z.object({ keys: z.array(publicJwk).min(1) });
const protectedHeader = z.strictObject({ alg: z.literal('EdDSA'), typ: z.literal(CALLER_TYPE), kid: z.string() });

interface TrustedKey {
  readonly key: KeyObject;
  readonly iss: string;
}

/** Keys by key id, each bound to the one issuer that may use it. Throws when the text is no such key set. */
export function readCallerKeys(jwksText: string): ReadonlyMap<string, TrustedKey> {
  const { keys } = publicJwks.parse(JSON.parse(jwksText));
  return new Map(
    keys.map(({ kty, crv, x, kid, iss }) => [
      kid,
      { key: createPublicKey({ key: { kty, crv, x }, format: 'jwk' }), iss },
    ]),
  );
}

export interface AssertionVerifier {
  /** The verified assertion, or null for everything else. */
  verify(text: string | undefined, nowMs: number): CallerAssertion | null;
}

/** Verifies caller assertions for one audience. Remembers successes only, by the whole text. */
export function assertionVerifier(keys: ReadonlyMap<string, TrustedKey>, audience: string): AssertionVerifier {
  const remembered = new LRUCache<string, CallerAssertion>({ max: MAX_REMEMBERED });
  return {
    verify: (text, nowMs) => {
      if (text === undefined || text.length > MAX_ASSERTION_BYTES) return null;
      const known = remembered.get(text);
      const assertion = known ?? verified(text, keys);
      if (assertion === null || assertion.aud !== audience || assertion.exp * 1000 <= nowMs) return null;
      if (known === undefined) remembered.set(text, assertion);
      return assertion;
    },
  };
}

function verified(text: string, keys: ReadonlyMap<string, TrustedKey>): CallerAssertion | null {
  const [header, payload, signature, ...rest] = text.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return null;
  const head = protectedHeader.safeParse(decode(header));
  const trusted = head.success ? keys.get(head.data.kid) : undefined;
  if (trusted === undefined) return null;
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify(null, signed, trusted.key, Buffer.from(signature, 'base64url'))) return null;
  const body = callerAssertion.safeParse(decode(payload));
  return body.success && body.data.iss === trusted.iss ? body.data : null;
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

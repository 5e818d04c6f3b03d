import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'undici';
import { z } from 'zod';

const REFETCH_MS = 30_000;
const FETCH_TIMEOUT_MS = 3000;
const MAX_SET_BYTES = 262_144;
const MIN_RSA_BITS = 2048;

const jwkSet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

export interface IssuerKey {
  readonly key: KeyObject;
  /** The algorithm the key is bound to; null where the set does not say. */
  readonly alg: string | null;
}

export interface KeySet {
  /** The key of this id, from a set not older than 30 s where that can be had; null when there is none. */
  find(kid: string): Promise<IssuerKey | null>;
  /** Reads the set anew when it is older than 25 s, so that a removed key is noticed. */
  refresh(): Promise<void>;
}

/** One issuer's public keys from a file or URL. The last good set is kept while a new one cannot be had. */
export function keySet(jwks: string, now: () => number): KeySet {
  let keys: ReadonlyMap<string, IssuerKey> = new Map();
  let askedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    try {
      keys = keysOf(jwkSet.parse(JSON.parse(await textOf(jwks))).keys);
    } catch (cause) {
      if (keys.size === 0) throw new Error(`The keys of an issuer could not be read: ${jwks}`, { cause });
    }
  };
  const refreshOlderThan = (ageMs: number): Promise<void> => {
    if (now() - askedAt < ageMs) return running ?? Promise.resolve();
    askedAt = now();
    running = read().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    refresh: () => refreshOlderThan(REFETCH_MS - 5000),
    find: async (kid) => {
      if (!keys.has(kid)) await refreshOlderThan(REFETCH_MS).catch(() => undefined);
      return keys.get(kid) ?? null;
    },
  };
}

async function textOf(jwks: string): Promise<string> {
  if (!/^https?:/.test(jwks)) return readFile(jwks, 'utf8');
  const { statusCode, body } = await request(jwks, {
    headersTimeout: FETCH_TIMEOUT_MS,
    bodyTimeout: FETCH_TIMEOUT_MS,
  });
  let text = '';
  for await (const chunk of body.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_SET_BYTES) throw new Error('The key set is too large.');
  }
  if (statusCode !== 200) throw new Error(`The key set was answered with ${statusCode}.`);
  return text;
}

/** Keys that can be used; others in the set are passed over, for an issuer may keep keys of other kinds there. */
function keysOf(jwks: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, IssuerKey> {
  const keys = new Map<string, IssuerKey>();
  for (const { kid, use, alg, ...jwk } of jwks) {
    if (typeof kid !== 'string' || (use !== undefined && use !== 'sig')) continue;
    const key = publicKey(jwk);
    if (key !== null) keys.set(kid, { key, alg: typeof alg === 'string' ? alg : null });
  }
  return keys;
}

function publicKey(jwk: Readonly<Record<string, unknown>>): KeyObject | null {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength;
    return bits !== undefined && bits < MIN_RSA_BITS ? null : key;
  } catch {
    return null;
  }
}

import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'undici';
import { z } from 'zod';
import { logEvent } from '../log';
import { parseJson } from '../parseJson';

const RENEW_MS = 25_000;
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

/** A key as of the instant, in milliseconds since the epoch, at which its set was last asked for. */
export interface FoundKey extends IssuerKey {
  readonly askedAt: number;
}

export interface KeySet {
  /**
   * The key of this id; null when there is none. A set older than 25 s is asked for again, so that a removed key is
   * noticed; for an unknown id one older than 30 s, so that invented ids cannot flood the issuer.
   */
  find(kid: string): Promise<FoundKey | null>;
  /** Reads the set for the first time. Throws when it cannot be had. */
  load(): Promise<void>;
  /** Whether the key is in the set as it was last read. */
  holds(key: KeyObject): boolean;
}

/** One issuer's public keys from a file or URL. The last good set is kept while a new one cannot be had. */
export function keySet(jwks: string, now: () => number): KeySet {
  let keys: ReadonlyMap<string, IssuerKey> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    try {
      keys = keysOf(jwkSet.parse(parseJson(await textOf(jwks))).keys);
    } catch (cause) {
      logEvent('keys.unreadable', { kind: cause instanceof Error ? cause.name : 'unknown' }, 'warn');
      if (keys === null) throw new Error(`ISSUERS: the key set cannot be read: ${jwks}`, { cause });
    }
  };
  const ask = (): Promise<void> => {
    askedAt = now();
    running = read().finally(() => {
      running = null;
    });
    return running;
  };
  return {
    load: ask,
    holds: (key) => [...(keys?.values() ?? [])].some((one) => one.key.equals(key)),
    find: async (kid) => {
      const maxAgeMs = keys?.has(kid) === true ? RENEW_MS : REFETCH_MS;
      await (running ?? (now() - askedAt >= maxAgeMs ? ask() : null));
      const key = keys?.get(kid);
      return key === undefined ? null : { ...key, askedAt };
    },
  };
}

async function textOf(jwks: string): Promise<string> {
  if (!/^https?:/i.test(jwks)) return readFile(jwks, 'utf8');
  const { statusCode, body } = await request(jwks, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
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

import { isIP, isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../schema/caller';
import { RateRefusal } from '../refusal';

const MAX_REMEMBERED = 50_000;
const NETWORK_GROUPS = 4;

export interface RateOptions {
  /** Requests that one client may send, in the long run and at once. */
  readonly perSecond: number;
  readonly burst: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Counts one request. Throws `RateRefusal` when its sender has sent too many. */
export type Rate = (caller: Caller | null, address: string) => void;

interface Bucket {
  /** When it is full again. */
  fullAt: number;
  isRefusing: boolean;
}

/**
 * Holds each client to a rate: a token's issuer, client and subject together, whatever token of theirs it is; who has no
 * token, or none that counts, by address. A bucket is one client's alone, and addresses cannot drive out those of tokens:
 * what one client sends shows in no answer to another. When too many are remembered, the one idle longest is forgiven.
 */
export function clientRate({ perSecond, burst, now }: RateOptions): Rate {
  const clients = new LRUCache<string, Bucket>({ max: MAX_REMEMBERED });
  const addresses = new LRUCache<string, Bucket>({ max: MAX_REMEMBERED });
  const everyMs = 1000 / perSecond;
  const take = (bucket: Bucket): void => {
    const nowMs = now();
    const fullAt = Math.max(bucket.fullAt, nowMs) + everyMs;
    const waitMs = fullAt - burst * everyMs - nowMs;
    const isRepeated = bucket.isRefusing;
    bucket.isRefusing = waitMs > 0;
    if (waitMs > 0) throw new RateRefusal(Math.ceil(waitMs / 1000), isRepeated);
    bucket.fullAt = fullAt;
  };
  return (caller, address) => {
    const [buckets, key] =
      caller === null || caller.issuer === null ? [addresses, networkOf(address)] : [clients, clientOf(caller)];
    const bucket = buckets.get(key) ?? { fullAt: 0, isRefusing: false };
    buckets.set(key, bucket);
    take(bucket);
  };
}

function clientOf({ issuer, client, sub }: Caller): string {
  return JSON.stringify([issuer, client, sub]);
}

/** An IPv4 address; of IPv6 the network of 64 bits that one subscriber has to himself. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return isIP(address) === 0 ? '' : address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: NETWORK_GROUPS }, () => '0');
  return [...groups, ...zeros].slice(0, NETWORK_GROUPS).map(shortest).join(':');
}

function shortest(group: string): string {
  return Number.parseInt(group, 16).toString(16);
}

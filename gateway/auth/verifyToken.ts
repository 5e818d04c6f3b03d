import { z } from 'zod';
import type { Policy } from '../../schema/policy';
import type { Issuer } from '../issuers';
import { parseJson } from '../parseJson';
import { type Grant, grantFrom } from './claims';
import type { KeySet } from './keySet';
import { isAlgorithm, isSigned } from './signature';

const MAX_TOKEN_BYTES = 8192;
const PART = /^[A-Za-z0-9_-]+$/;

const header = z.object({
  alg: z.string(),
  typ: z.string().regex(/^(application\/)?at\+jwt$/i),
  kid: z.string().min(1).max(200),
  crit: z.undefined().optional(),
  b64: z.undefined().optional(),
});

export interface TrustedIssuer {
  readonly issuer: Issuer;
  readonly keys: KeySet;
}

/** A token that was accepted, and as of when: milliseconds since the epoch at which its key was last seen. */
export interface VerifiedToken extends Grant {
  readonly asOf: number;
}

/** Verifies an RFC 9068 access token. Null for everything that is not exactly one of a trusted issuer for us, now. */
export async function verifyToken(
  token: string,
  { issuers, policy, nowMs }: { issuers: readonly TrustedIssuer[]; policy: Policy; nowMs: number },
): Promise<VerifiedToken | null> {
  const parts = token.length <= MAX_TOKEN_BYTES ? token.split('.') : [];
  const [head = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3 || !parts.every((part) => PART.test(part))) return null;
  const parsed = header.safeParse(decode(head));
  const claimed = z.object({ iss: z.string() }).safeParse(decode(payload));
  if (!parsed.success || !claimed.success) return null;
  const trusted = issuers.find(({ issuer }) => issuer.issuer === claimed.data.iss);
  const { alg, kid } = parsed.data;
  const found = isAlgorithm(alg) ? await trusted?.keys.find(kid) : null;
  if (trusted === undefined || found === null || found === undefined || (found.alg ?? alg) !== alg) return null;
  const signed = Buffer.from(`${head}.${payload}`);
  if (!isSigned(alg, { key: found.key, signed, signature: Buffer.from(signature, 'base64url') })) return null;
  const grant = grantFrom(decode(payload), { issuer: trusted.issuer, policy, nowMs });
  return grant === null ? null : { ...grant, asOf: Math.min(nowMs, found.askedAt) };
}

function decode(part: string): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
  } catch {
    return null;
  }
}

import { LRUCache } from 'lru-cache';
import type { Caller } from '../../schema/caller';
import type { Clearance, Policy } from '../../schema/policy';
import type { Session } from '../context';
import { Refusal } from '../errors';
import type { AssertionSigner } from './assertionSigner';
import { publicCaller } from './claims';
import type { Standing } from './standing';
import { type TrustedIssuer, type VerifiedToken, verifyToken } from './verifyToken';

const CHECK_MS = 25_000;
const HOLDS_MS = 50_000;
const MAX_REMEMBERED = 10_000;

export interface SessionParts {
  readonly policy: Policy;
  readonly issuers: readonly TrustedIssuer[];
  readonly signer: AssertionSigner;
  readonly standing: Standing;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Finds the session of an `Authorization` header; undefined is the public's. Throws `Refusal`. */
export type FindSession = (authorization: string | undefined) => Promise<Session>;

interface Checked {
  readonly verified: VerifiedToken;
  readonly session: Session;
  readonly checkedAt: number;
}

/**
 * Sessions by the whole text of their token: accepted ones only, one verification in flight for each. Key and officer's
 * standing are asked again every 25 s, and what is signed ends 50 s after that, so that a withdrawal or a removed key
 * ends reads within a minute.
 */
export function sessions(parts: SessionParts): FindSession {
  const remembered = new LRUCache<string, Checked>({ max: MAX_REMEMBERED });
  const inFlight = new Map<string, Promise<Checked>>();
  const publicSession = publicSessions(parts);

  const check = async (token: string, known: VerifiedToken | null): Promise<Checked> => {
    const checkedAt = parts.now();
    const verified = known ?? (await verifyToken(token, { ...parts, nowMs: checkedAt }));
    if (verified === null || !(await isTrusted(verified))) throw new Refusal('TOKEN_INVALID');
    const { officer } = verified.caller;
    const stands = officer === null || (await parts.standing(officer));
    const session = stands ? assertedSession(verified, checkedAt, parts) : publicSession();
    const checked = { verified, session, checkedAt };
    remembered.set(token, checked);
    return checked;
  };

  return async (authorization) => {
    if (authorization === undefined) return publicSession();
    const token = bearerToken(authorization);
    const known = remembered.get(token);
    const isExpired = known !== undefined && known.verified.exp * 1000 <= parts.now();
    if (isExpired) remembered.delete(token);
    if (isExpired) throw new Refusal('TOKEN_INVALID');
    if (known !== undefined && parts.now() - known.checkedAt < CHECK_MS) return known.session;
    const running =
      inFlight.get(token) ??
      check(token, known?.verified ?? null).finally(() => {
        inFlight.delete(token);
      });
    inFlight.set(token, running);
    return (await running.catch((error: unknown) => forget(remembered, token, error))).session;
  };
}

function forget(remembered: LRUCache<string, Checked>, token: string, error: unknown): never {
  if (error instanceof Refusal && error.code === 'TOKEN_INVALID') remembered.delete(token);
  throw error;
}

/** Exactly one bearer token; a scheme in any case, as RFC 9110 says. */
function bearerToken(authorization: string): string {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization) ?? [];
  if (token === undefined) throw new Refusal('TOKEN_INVALID');
  return token;
}

async function isTrusted({ issuer, kid }: VerifiedToken): Promise<boolean> {
  await issuer.keys.refresh().catch(() => undefined);
  return (await issuer.keys.find(kid)) !== null;
}

function assertedSession(
  { caller, clearance, exp }: VerifiedToken,
  checkedAt: number,
  { signer }: SessionParts,
): Session {
  return signedSession({ caller, clearance }, Math.min(exp, Math.floor((checkedAt + HOLDS_MS) / 1000)), signer);
}

/** The public's session, signed anew when the one before is half over. */
function publicSessions({ policy, signer, now }: SessionParts): () => Session {
  let current: { readonly session: Session; readonly madeAt: number } | null = null;
  return () => {
    if (current === null || now() - current.madeAt >= CHECK_MS) {
      const exp = Math.floor((now() + HOLDS_MS) / 1000);
      const who = { caller: publicCaller(policy), clearance: policy.public };
      current = { session: signedSession(who, exp, signer), madeAt: now() };
    }
    return current.session;
  };
}

function signedSession(
  who: { readonly caller: Caller; readonly clearance: Clearance },
  exp: number,
  signer: AssertionSigner,
): Session {
  const assertions = new Map<string, string>();
  return {
    ...who,
    assertionFor: (subgraph) => {
      const assertion = assertions.get(subgraph) ?? signer(who.caller, subgraph, exp);
      assertions.set(subgraph, assertion);
      return assertion;
    },
  };
}

import { LRUCache } from 'lru-cache';
import type { Caller } from '../../schema/caller';
import type { Clearance, Policy } from '../../schema/policy';
import type { Session } from '../context';
import { Refusal } from '../refusal';
import type { AssertionSigner } from './assertionSigner';
import { publicCaller } from './claims';
import type { Standing } from './standing';
import { type TrustedIssuer, verifyToken } from './verifyToken';

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

export interface Sessions {
  readonly find: FindSession;
  /** How many tokens are remembered. */
  count(): number;
}

interface Checked {
  /** Null: answered like no token. */
  readonly session: Session | null;
  readonly exp: number;
  readonly asOf: number;
}

/**
 * Sessions by the whole text of their token: accepted ones only, one verification in flight for each. Everything is
 * verified again, key and officer's standing included, when what it rests on is 25 s old; what is signed ends 50 s
 * after that, so that a withdrawal or a removed key ends reads within a minute.
 */
export function sessions(parts: SessionParts): Sessions {
  const remembered = new LRUCache<string, Checked>({ max: MAX_REMEMBERED });
  const inFlight = new Map<string, Promise<Checked>>();
  const publicSession = publicSessions(parts);

  const checkOnce = (token: string): Promise<Checked> => {
    const running = inFlight.get(token) ?? check(token, parts).finally(() => inFlight.delete(token));
    inFlight.set(token, running);
    return running;
  };
  const find: FindSession = async (authorization) => {
    if (authorization === undefined) return publicSession();
    const token = bearerToken(authorization);
    const known = remembered.get(token);
    if (known !== undefined && isFresh(known, parts.now())) return known.session ?? publicSession();
    remembered.delete(token);
    const checked = await checkOnce(token);
    remembered.set(token, checked);
    return checked.session ?? publicSession();
  };
  return { find, count: () => remembered.size };
}

/** Who acts as an officer, by his claim or by a capacity that is an officer's, has to be one of his agency, in standing. */
async function mayAct(
  { caller: { officer, agency }, clearance }: Pick<Session, 'caller' | 'clearance'>,
  standing: Standing,
): Promise<boolean> {
  const isOfficers = Object.values(clearance.rows).some((bounds) => bounds.includes('self'));
  if (officer === null) return !isOfficers;
  return agency !== null && (await standing({ officer, agency }));
}

function isFresh({ exp, asOf }: Checked, nowMs: number): boolean {
  return nowMs < exp * 1000 && nowMs - asOf < CHECK_MS;
}

async function check(token: string, parts: SessionParts): Promise<Checked> {
  const verified = await verifyToken(token, { ...parts, nowMs: parts.now() });
  if (verified === null) throw new Refusal('TOKEN_INVALID');
  const { caller, clearance, exp, asOf } = verified;
  if (!(await mayAct({ caller, clearance }, parts.standing)) || clearance === parts.policy.public)
    return { session: null, exp, asOf };
  const holdsUntil = Math.min(exp, Math.floor((asOf + HOLDS_MS) / 1000));
  return { session: signedSession({ caller, clearance }, holdsUntil, parts.signer), exp, asOf };
}

/** Exactly one bearer token; a scheme in any case, as RFC 9110 says. */
function bearerToken(authorization: string): string {
  const [, token] = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization) ?? [];
  if (token === undefined) throw new Refusal('TOKEN_INVALID');
  return token;
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

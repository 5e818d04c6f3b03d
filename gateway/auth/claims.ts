import { z } from 'zod';
import type { Caller } from '../../schema/caller';
import { type Clearance, clearanceOf, type Policy } from '../../schema/policy';
import type { Issuer } from '../issuers';

const MAX_LIFETIME_SECONDS = 3600;
const LEEWAY_SECONDS = 5;

const name = z.string().min(1).max(200);
/** No blank: databases compare some text without the blanks behind it, and an odd bound must reach no row. */
const id = z.string().regex(/^\S{1,64}$/);
const instant = z.number().int().positive();

/** RFC 9068 with this programme's claims. Claims not named here are of no use to the gateway and passed over. */
const claims = z.object({
  iss: name,
  sub: name,
  aud: z.union([name, z.array(name).min(1)]),
  exp: instant,
  iat: instant,
  nbf: instant.optional(),
  jti: name,
  client_id: name,
  scope: z.string().min(1),
  scp: z.unknown().optional(),
  agency: id.optional(),
  facility: z.array(id).min(1).max(200).optional(),
  field_office: z
    .string()
    .regex(/^\S+( \S+)*$/)
    .max(64)
    .optional(),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  officer: id.optional(),
  capacity: name.optional(),
});
type Claims = z.infer<typeof claims>;

/** What a token gives its bearer, until `exp`. */
export interface Grant {
  readonly caller: Caller;
  readonly clearance: Clearance;
  /** Seconds since the epoch. */
  readonly exp: number;
}

/** Reads claims whose signature is the issuer's. Null for every claim that is missing, odd or not this issuer's to make. */
export function grantFrom(
  payload: unknown,
  { issuer, policy, nowMs }: { issuer: Issuer; policy: Policy; nowMs: number },
): Grant | null {
  const parsed = claims.safeParse(payload);
  if (!parsed.success || !isCurrent(parsed.data, nowMs / 1000) || !isForUs(parsed.data, issuer)) return null;
  const { data } = parsed;
  const scopes = scopesOf(data, { issuer, policy });
  if (scopes === null || !mayAssert(data, issuer)) return null;
  const clearance = scopes.length === 0 ? policy.public : clearanceOf(policy, scopes);
  if (clearance === null || (data.capacity !== undefined && data.capacity !== clearance.name)) return null;
  const caller = scopes.length === 0 ? publicCaller(policy) : callerOf(data, { clearance, policy });
  return { caller, clearance, exp: data.exp };
}

/** The caller that no token, or a withdrawn officer's, makes. */
export function publicCaller(policy: Policy): Caller {
  return callerOf({ sub: 'public' }, { clearance: policy.public, policy });
}

function isCurrent({ exp, iat, nbf }: Claims, nowSeconds: number): boolean {
  const isBegun = Math.max(iat, nbf ?? iat) <= nowSeconds + LEEWAY_SECONDS;
  return isBegun && exp > nowSeconds && exp > iat && exp - iat <= MAX_LIFETIME_SECONDS;
}

function isForUs({ iss, aud }: Claims, issuer: Issuer): boolean {
  return iss === issuer.issuer && (typeof aud === 'string' ? aud === issuer.audience : aud.includes(issuer.audience));
}

/** The scopes that count; null when one is nobody's, not this issuer's, or `scp` says otherwise than `scope`. */
function scopesOf(
  { scope, scp }: Claims,
  { issuer, policy }: { issuer: Issuer; policy: Policy },
): readonly string[] | null {
  const all = scope.split(' ');
  const isAllowed = (one: string): boolean =>
    issuer.ignoredScopes.includes(one) || (policy.scopes.has(one) && issuer.scopes.includes(one));
  if (!all.every(isAllowed) || !isSameSet(scp, all)) return null;
  return [...new Set(all)].filter((one) => !issuer.ignoredScopes.includes(one));
}

function isSameSet(scp: unknown, scopes: readonly string[]): boolean {
  if (scp === undefined) return true;
  const other: unknown = typeof scp === 'string' ? scp.split(' ') : scp;
  if (!Array.isArray(other)) return false;
  return other.every((one) => scopes.includes(one)) && scopes.every((one) => other.includes(one));
}

function mayAssert({ agency, state, field_office }: Claims, issuer: Issuer): boolean {
  const within = (value: string | undefined, allowed: readonly string[]): boolean =>
    value === undefined || allowed.includes('*') || allowed.includes(value);
  return within(agency, issuer.agencies) && within(state, issuer.states) && within(field_office, issuer.fieldOffices);
}

function callerOf(
  data: Pick<Claims, 'sub'> & Partial<Claims>,
  { clearance, policy }: { clearance: Clearance; policy: Policy },
): Caller {
  return {
    sub: data.sub,
    issuer: data.iss ?? null,
    client: data.client_id ?? null,
    capacity: clearance.name,
    policy: policy.revision,
    categories: [...clearance.categories],
    rows: Object.fromEntries(Object.entries(clearance.rows).map(([category, bounds]) => [category, [...bounds]])),
    acts: [...clearance.acts],
    agency: data.agency ?? null,
    facilities: data.facility ?? [],
    fieldOffice: data.field_office ?? null,
    state: data.state ?? null,
    officer: data.officer ?? null,
  };
}

import { randomUUID } from 'node:crypto';
import type { DevelopmentIssuer } from './issuer';
import { type RoleClaims, readRoles } from './roles';

const LIFETIME_SECONDS = 60 * 60;
const CLIENT_ID = 'wso-gateway-development';

/** Claims that stand in place of the role's own; facilities replace the role's list. */
export type TokenOverrides = Partial<Omit<RoleClaims, 'scope' | 'client_id' | 'officers'>> & {
  readonly officer?: string;
};

export interface TokenParts {
  readonly issuer: DevelopmentIssuer;
  readonly roles: ReadonlyMap<string, RoleClaims>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A signed RFC 9068 access token of the role, valid for 60 minutes. Throws, naming all roles, for an unknown one. */
export function tokenFor(role: string, overrides: TokenOverrides, parts: TokenParts): string {
  const { issuer, roles, now, newId } = parts;
  const defaults = roles.get(role);
  if (defaults === undefined) throw new Error(`role: ${role} is none; give one of ${[...roles.keys()].join(', ')}.`);
  const { officers, ...claims } = defaults;
  const officer = officers[overrides.agency ?? claims.agency ?? ''];
  const iat = Math.floor(now().getTime() / 1000);
  return issuer.sign({
    iss: issuer.issuer,
    // RFC 9068: without a person the client is the subject.
    sub: claims.client_id ?? `development-${role}`,
    aud: issuer.audience,
    iat,
    exp: iat + LIFETIME_SECONDS,
    jti: newId(),
    client_id: CLIENT_ID,
    ...claims,
    ...(officer === undefined ? {} : { officer }),
    ...overrides,
    capacity: role,
  });
}

/** Everything that `tokenFor` needs, with the real clock. */
export function tokenParts(issuer: DevelopmentIssuer): TokenParts {
  return { issuer, roles: readRoles(), now: () => new Date(), newId: randomUUID };
}

/** A fresh token for each role. */
export function roleTokens(parts: TokenParts): readonly { readonly role: string; readonly token: string }[] {
  return [...parts.roles.keys()].map((role) => ({ role, token: tokenFor(role, {}, parts) }));
}

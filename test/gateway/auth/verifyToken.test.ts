import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { keySet } from '../../../gateway/auth/keySet';
import { verifyToken } from '../../../gateway/auth/verifyToken';
import { readPolicy } from '../../../schema/policy';
import { type Alg, CLAIMS, confusedToken, ISSUER, NOW_MS, NOW_SECONDS, tokenKey, tokenOf } from '../../kit/tokens';

const policy = readPolicy();
const keys = (['EdDSA', 'ES256', 'RS256', 'PS256'] as const).map((alg) => tokenKey(alg));
const [ed = tokenKey('EdDSA')] = keys;
const path = join(mkdtempSync(join(tmpdir(), 'wso-keys-')), 'jwks.json');
writeFileSync(path, JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) }));
const issuers = [{ issuer: ISSUER, keys: keySet(path, () => NOW_MS) }];
const verify = (token: string) => verifyToken(token, { issuers, policy, nowMs: NOW_MS });
const capacityOf = async (token: string) => (await verify(token))?.caller.capacity ?? null;
const claiming = (claims: object) => tokenOf(ed, { claims });

describe('verifyToken', () => {
  it.each(keys.map((key) => [key.alg, key] as const))('accepts %s', async (_alg: Alg, key) => {
    expect(await capacityOf(tokenOf(key))).toBe('wso');
  });

  it('gives the claims of the token as row bounds', async () => {
    expect((await verify(tokenOf(ed)))?.caller).toMatchObject({
      capacity: 'wso',
      agency: 'agency-1',
      facilities: ['facility-1'],
      officer: 'officer-1',
      state: null,
      fieldOffice: null,
    });
  });

  it.each<[string, () => string]>([
    ['an expired one', () => claiming({ exp: NOW_SECONDS })],
    ['one of the future', () => claiming({ iat: NOW_SECONDS + 60, exp: NOW_SECONDS + 120 })],
    ['one not valid yet', () => claiming({ nbf: NOW_SECONDS + 60 })],
    ['one that lives over an hour', () => claiming({ exp: NOW_SECONDS + 3600 })],
    ['one without exp', () => claiming({ exp: undefined })],
    ['one without iat', () => claiming({ iat: undefined })],
    ['one without jti', () => claiming({ jti: undefined })],
    ['another audience', () => claiming({ aud: 'another' })],
    ['other audiences', () => claiming({ aud: ['another', 'wso-gateway.example'] })],
    ['another issuer', () => claiming({ iss: 'https://elsewhere.example' })],
    ['an ID token', () => tokenOf(ed, { header: { typ: 'JWT' } })],
    ['no type', () => tokenOf(ed, { header: { typ: undefined } })],
    ['no key id', () => tokenOf(ed, { header: { kid: undefined } })],
    ['an unknown key id', () => tokenOf(ed, { header: { kid: 'unknown' } })],
    ['a critical header', () => tokenOf(ed, { header: { crit: ['exp'] } })],
    [
      'alg none',
      () =>
        `${tokenOf(ed, { header: { alg: 'none' } })
          .split('.')
          .slice(0, 2)
          .join('.')}.`,
    ],
    ['HS256 over the public key', () => confusedToken(keys[2] ?? ed)],
    ['an algorithm of another key type', () => tokenOf(ed, { header: { alg: 'RS256' } })],
    ['another key of the same set', () => tokenOf(keys[1] ?? ed, { header: { kid: ed.kid, alg: 'EdDSA' } })],
    ['a cut one', () => tokenOf(ed).slice(0, -3)],
    ['one part too many', () => `${tokenOf(ed)}.x`],
    ['nothing', () => ''],
    ['a scope array', () => claiming({ scope: ['wso:serve'] })],
    ['a scope number', () => claiming({ scope: 7 })],
    ['a scope object', () => claiming({ scope: { 'wso:serve': true } })],
    ['an empty scope', () => claiming({ scope: '' })],
    ['no scope', () => claiming({ scope: undefined })],
    ['an unknown scope', () => claiming({ scope: 'wso:serve everything' })],
    ['a blank too many', () => claiming({ scope: 'wso:serve ' })],
    ['10,000 scopes', () => claiming({ scope: Array(10_000).fill('wso:serve').join(' ') })],
    ['a scope the issuer may not assert', () => claiming({ scope: 'audit:federal' })],
    ['scopes that are no capacity together', () => claiming({ scope: 'ice:ero jem:process' })],
    ['an scp that says otherwise', () => claiming({ scope: 'wso:serve', scp: ['ice:ero'] })],
    ['an scp that is none', () => claiming({ scp: 7 })],
    ['another capacity', () => claiming({ capacity: 'ice' })],
    ['an agency the issuer may not assert', () => claiming({ agency: 'agency-2' })],
    ['a state the issuer may not assert', () => claiming({ state: 'FL' })],
    ['a field office the issuer may not assert', () => claiming({ field_office: 'Miami' })],
    ['a facility that is no list', () => claiming({ facility: '*' })],
    ['an agency that is no text', () => claiming({ agency: { $ne: null } })],
  ])('refuses %s', async (_what, token) => {
    expect(await verify(token())).toBeNull();
  });

  it('gives the public view to a token with ignored scopes alone', async () => {
    expect((await verify(claiming({ scope: 'openid' })))?.caller).toMatchObject({
      capacity: 'public',
      agency: null,
      officer: null,
    });
  });

  it('gives a WSO token the same categories, rows and acts whatever is added to it', async () => {
    const alone = (await verify(tokenOf(ed)))?.caller;
    const added = fc.record(
      {
        scopes: fc.subarray([...ISSUER.scopes, ...ISSUER.ignoredScopes]),
        roles: fc.anything(),
        admin: fc.boolean(),
        categories: fc.constant(['ALIENAGE']),
        rows: fc.constant({ ALIENAGE: ['all'] }),
        state: fc.constant('TX'),
        field_office: fc.constant('San Antonio'),
      },
      { requiredKeys: ['scopes'] },
    );
    await fc.assert(
      fc.asyncProperty(added, async ({ scopes, ...claims }) => {
        const grant = await verify(
          claiming({ ...JSON.parse(JSON.stringify(claims)), scope: [CLAIMS.scope, ...scopes].join(' ') }),
        );
        const { categories, rows, acts, capacity } = grant?.caller ?? {};
        expect({ categories, rows, acts, capacity }).toEqual({
          categories: alone?.categories,
          rows: alone?.rows,
          acts: alone?.acts,
          capacity: 'wso',
        });
      }),
    );
  });
});

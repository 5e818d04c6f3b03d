import { generateKeyPairSync, type KeyObject, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { keySet } from '../../../gateway/auth/keySet';
import { type TrustedIssuer, verifyToken } from '../../../gateway/auth/verifyToken';
import type { Issuer } from '../../../gateway/issuers';
import { readPolicy } from '../../../schema/policy';
import {
  type Alg,
  AUDIENCE,
  issuerWith,
  jwksFile,
  keyOf,
  macToken,
  NOW_SECONDS,
  newKey,
  type TestKey,
  unsigned,
  usualClaims,
} from '../kit/testIssuer';

const policy = readPolicy();
const ALGS: readonly Alg[] = ['EdDSA', 'ES256', 'RS256', 'PS256'];
const keys = new Map<Alg, TestKey>(ALGS.map((alg) => [alg, newKey(alg)]));
const jwks = jwksFile([...keys.values()]);
const nowMs = NOW_SECONDS * 1000;

function trust(changes: Partial<Issuer> = {}): readonly TrustedIssuer[] {
  return [{ issuer: issuerWith(changes), keys: keySet(jwks, () => nowMs) }];
}

function verify(token: string, issuers = trust()) {
  return verifyToken(token, { issuers, policy, nowMs });
}

function key(alg: Alg): TestKey {
  const found = keys.get(alg);
  if (found === undefined) throw new Error(`no key for ${alg}`);
  return found;
}

const token = (claims = {}, header = {}): string => key('EdDSA').token(claims, header);

describe('verifyToken', () => {
  it.each(ALGS)('accepts %s with the caller that the claims make', async (alg) => {
    const verified = await verify(key(alg).token());
    expect(verified).toMatchObject({
      exp: NOW_SECONDS + 3000,
      asOf: nowMs,
      clearance: { name: 'wso' },
      caller: {
        sub: 'TEST-person',
        capacity: 'wso',
        agency: 'AGENCY-A',
        facilities: ['FACILITY-A'],
        officer: 'OFFICER-1',
      },
    });
  });

  it.each<[string, object]>([
    ['an audience list that holds ours', { aud: ['other', AUDIENCE] }],
    ['an ignored scope beside a real one', { scope: 'openid wso:serve' }],
    ['a scope named twice', { scope: 'wso:serve wso:serve' }],
    ['scp that says the same', { scp: ['wso:serve'] }],
    ['its own capacity', { capacity: 'wso' }],
    ['a claim that is nothing to us', { email: ['x'] }],
  ])('accepts %s', async (_what, claims) => {
    expect((await verify(token(claims)))?.clearance.name).toBe('wso');
  });

  it('lets a WSO scope cap whatever else the token holds', async () => {
    expect((await verify(token({ scope: 'ice:ero wso:serve' })))?.caller).toEqual((await verify(token()))?.caller);
  });

  it('takes a token of ignored scopes alone for the public', async () => {
    const verified = await verify(token({ scope: 'openid', agency: 'AGENCY-A', officer: 'O' }));
    expect(verified).toMatchObject({ clearance: { name: 'public' }, caller: { agency: null, officer: null } });
  });

  it.each<[string, object]>([
    ['expired', { exp: NOW_SECONDS }],
    ['not yet issued', { iat: NOW_SECONDS + 60, exp: NOW_SECONDS + 120 }],
    ['not yet valid', { nbf: NOW_SECONDS + 60 }],
    ['good for more than 60 minutes', { iat: NOW_SECONDS - 60, exp: NOW_SECONDS + 3541 }],
    ['without exp', { exp: undefined }],
    ['without iat', { iat: undefined }],
    ['without jti', { jti: undefined }],
    ['without sub', { sub: undefined }],
    ['without client_id', { client_id: undefined }],
    ['with exp as text', { exp: String(NOW_SECONDS + 60) }],
    ['for another audience', { aud: 'wso-gateway-2' }],
    ['for no audience', { aud: [] }],
    ['of another issuer', { iss: 'https://tokens.sheriff.example/' }],
    ['with scope as an array', { scope: ['wso:serve'] }],
    ['with scope as a number', { scope: 1 }],
    ['with scope as an object', { scope: { 'wso:serve': true } }],
    ['with an empty scope', { scope: '' }],
    ['with a blank scope', { scope: ' ' }],
    ['with a scope between two blanks', { scope: 'wso:serve  openid' }],
    ['without scope', { scope: undefined }],
    ['with an unknown scope', { scope: 'wso:serve wso:everything' }],
    ['with a scope that the issuer may not give', { scope: 'jem:process' }],
    ['with a set of scopes that is no capacity', { scope: 'ice:ero moa:manage' }],
    ['with 10,000 scopes', { scope: Array.from({ length: 10_000 }, (_, at) => `s${at}`).join(' ') }],
    ['with 10,000 times a good scope', { scope: Array.from({ length: 10_000 }, () => 'wso:serve').join(' ') }],
    ['with scp that says more', { scp: 'wso:serve ice:ero' }],
    ['with scp that says less', { scope: 'wso:serve openid', scp: ['wso:serve'] }],
    ['with scp as an object', { scp: {} }],
    ['with scp null', { scp: null }],
    ['for another capacity', { capacity: 'ice' }],
    ['of ignored scopes for a capacity', { scope: 'openid', capacity: 'wso' }],
    ['for an agency that is not the issuer’s', { agency: 'AGENCY-B' }],
    ['for a state that is not the issuer’s', { state: 'TX' }],
    ['for a field office that is not the issuer’s', { field_office: 'Dallas' }],
    ['with facility as text', { facility: '*' }],
    ['with an empty officer', { officer: '' }],
    ['with claims that are no object', { iss: undefined, sub: undefined }],
  ])('refuses a token %s', async (_what, claims) => {
    expect(await verify(token(claims))).toBeNull();
  });

  it.each<[string, string]>([
    ['alg none', `${unsigned({ alg: 'none', typ: 'at+jwt', kid: 'EdDSA' }, usualClaims())}.`],
    ['alg none with a signature', `${unsigned({ alg: 'none', typ: 'at+jwt', kid: 'EdDSA' }, usualClaims())}.AA`],
    ['a MAC with the public key', macToken(key('RS256'))],
    ['another algorithm than the key is for', token({}, { alg: 'RS256' })],
    ['PS256 where the key says RS256', key('PS256').token({}, { alg: 'RS256' })],
    ['a key id that names another key', token({}, { kid: 'ES256' })],
    ['no key id', token({}, { kid: undefined })],
    ['no typ', token({}, { typ: undefined })],
    ['typ JWT, such as an id token', token({}, { typ: 'JWT' })],
    ['the typ of a caller assertion', token({}, { typ: 'caller+jwt' })],
    ['crit', token({}, { crit: ['exp'] })],
    ['an unencoded payload', token({}, { b64: false })],
    ['an embedded key of its own', newKey('EdDSA', 'own').token({}, { jwk: newKey('EdDSA').jwk })],
    ['a foreign key of the same id', newKey('EdDSA').token()],
    [
      'a changed payload',
      token().replace(/\.[^.]+\./, `.${unsigned({}, { ...usualClaims(), sub: 'x' }).split('.')[1]}.`),
    ],
    ['padding', `${token()}==`],
    ['four parts', `${token()}.AA`],
    ['no parts', 'wso'],
    ['an array for a header', token().replace(/^[^.]+/, Buffer.from('[]').toString('base64url'))],
    ['invalid UTF-8', token().replace(/^[^.]+/, Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url'))],
    ['more than 8 KiB', token({ padding: 'x'.repeat(8192) })],
  ])('refuses %s', async (_what, text) => {
    expect(await verify(text)).toBeNull();
  });

  it('holds a key to the algorithm that its set names', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const issuers = [{ issuer: issuerWith(), keys: keySet(jwksFile([keyOf('PS256', 'rsa', rsa)]), () => nowMs) }];
    expect(await verify(keyOf('PS256', 'rsa', rsa).token(), issuers)).not.toBeNull();
    expect(await verify(keyOf('RS256', 'rsa', rsa).token(), issuers)).toBeNull();
  });

  it.each<[string, KeyPairKeyObjectResult, (signed: Buffer, key: KeyObject) => Buffer]>([
    ['EdDSA', generateKeyPairSync('ec', { namedCurve: 'prime256v1' }), (signed, key) => sign(null, signed, key)],
    ['EdDSA', generateKeyPairSync('rsa', { modulusLength: 2048 }), (signed, key) => sign(null, signed, key)],
    ['EdDSA', generateKeyPairSync('ed448'), (signed, key) => sign(null, signed, key)],
    [
      'ES256',
      generateKeyPairSync('ec', { namedCurve: 'secp384r1' }),
      (signed, key) => sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }),
    ],
    ['RS256', generateKeyPairSync('ec', { namedCurve: 'prime256v1' }), (signed, key) => sign('sha256', signed, key)],
  ])('lets %s be signed by no other kind of key, where the set names no algorithm', async (alg, pair, signature) => {
    const path = jwksFile([keyOf('EdDSA', 'odd', pair)]);
    const { alg: _alg, ...jwk } = JSON.parse(readFileSync(path, 'utf8')).keys[0];
    writeFileSync(path, JSON.stringify({ keys: [jwk] }));
    const signed = unsigned({ alg, typ: 'at+jwt', kid: 'odd' }, usualClaims());
    const text = `${signed}.${signature(Buffer.from(signed), pair.privateKey).toString('base64url')}`;
    expect(await verify(text, [{ issuer: issuerWith(), keys: keySet(path, () => nowMs) }])).toBeNull();
  });

  it('accepts the long form of the type', async () => {
    expect(await verify(token({}, { typ: 'application/at+jwt' }))).not.toBeNull();
  });

  it('reaches only what one issuer may say, not another', async () => {
    const other = issuerWith({ issuer: 'https://other.example', agencies: ['*'], scopes: ['ice:ero'] });
    const issuers = [...trust(), { issuer: other, keys: keySet(jwksFile([newKey('EdDSA')]), () => nowMs) }];
    expect(await verify(token({ iss: other.issuer, scope: 'ice:ero' }), issuers)).toBeNull();
    expect(await verify(token({ agency: 'AGENCY-B' }), issuers)).toBeNull();
  });

  it('lifts a bound for an issuer of all agencies, states and field offices', async () => {
    const issuers = trust({ agencies: ['*'], states: ['*'], fieldOffices: ['Dallas'] });
    const claims = { scope: 'ice:ero', agency: 'AGENCY-Z', state: 'TX', field_office: 'Dallas' };
    expect((await verify(token(claims), issuers))?.caller).toMatchObject({ state: 'TX', fieldOffice: 'Dallas' });
  });
});

import fc from 'fast-check';
import { grantFrom } from '../../../gateway/auth/claims';
import type { Issuer } from '../../../gateway/issuers';
import { readPolicy } from '../../../schema/policy';

const policy = readPolicy();
const NOW_MS = Date.parse('2026-03-07T12:00:00.000Z');
const issuer: Issuer = {
  issuer: 'https://issuer.example',
  audience: 'wso-gateway',
  jwks: '/nowhere',
  scopes: [...policy.scopes],
  agencies: ['*'],
  states: ['*'],
  fieldOffices: ['*'],
  ignoredScopes: ['openid'],
};
const CLAIMS = {
  iss: issuer.issuer,
  aud: issuer.audience,
  sub: 'someone',
  client_id: 'desk',
  jti: 'token-1',
  iat: NOW_MS / 1000 - 60,
  exp: NOW_MS / 1000 + 1800,
  agency: 'agency-1',
  facility: ['facility-1'],
  officer: 'officer-1',
};

function granted(scope: string, more: object = {}) {
  const grant = grantFrom({ ...CLAIMS, ...more, scope }, { issuer, policy, nowMs: NOW_MS });
  if (grant === null) return null;
  const { categories, rows, acts, capacity, agency, facilities, officer } = grant.caller;
  return { categories, rows, acts, capacity, agency, facilities, officer };
}

describe('grantFrom', () => {
  it.each([['wso:serve'], ['wso:supervise']])(
    'never adds an element or a row to %s, whatever scope or claim is added',
    (scope) => {
      const others = [...policy.scopes, 'openid'].filter((one) => scope === 'wso:serve' || one !== 'wso:serve');
      const claims = fc.record(
        {
          scopes: fc.subarray(others),
          roles: fc.json(),
          admin: fc.boolean(),
          categories: fc.constant(['ALIENAGE']),
          rows: fc.constant({ ALIENAGE: ['all'] }),
          acts: fc.constant(['designateSubject']),
          state: fc.constant('FL'),
          field_office: fc.constant('Miami'),
        },
        { requiredKeys: ['scopes'] },
      );
      fc.assert(
        fc.property(claims, ({ scopes, ...more }) => {
          expect(granted([scope, ...scopes].join(' '), more)).toEqual(granted(scope));
        }),
      );
    },
  );

  it.each([
    ['agency', { agency: 'agency-1 ' }],
    ['facility', { facility: ['facility-1 '] }],
    ['officer', { officer: 'x'.repeat(65) }],
    ['field office', { field_office: 'San Antonio ' }],
  ])('refuses an odd %s, which a database might take for another', (_claim, more) => {
    expect(granted('wso:serve', more)).toBeNull();
  });

  it.each(['https://issuer.example/', 'https://ISSUER.example', 'https://issuer.example.elsewhere'])(
    'takes nothing that the issuer %s says for the issuer’s own',
    (iss) => {
      expect(granted('wso:serve')).not.toBeNull();
      expect(granted('wso:serve', { iss })).toBeNull();
    },
  );

  it('gives nothing to a WSO token with a scope that nobody knows', () => {
    expect(granted('wso:serve everything')).toBeNull();
  });
});

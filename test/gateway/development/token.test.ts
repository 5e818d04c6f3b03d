import type { DevelopmentIssuer } from '../../../gateway/development/issuer';
import { readRoles } from '../../../gateway/development/roles';
import { roleTokens, tokenFor } from '../../../gateway/development/token';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';

const issuer: DevelopmentIssuer = {
  issuer: 'http://issuer.example',
  audience: 'audience',
  publicJwks: { keys: [] },
  sign: (claims) => JSON.stringify(claims),
};
const parts = {
  issuer,
  roles: readRoles(),
  now: () => new Date('2026-01-02T03:04:05.678Z'),
  newId: () => 'id-1',
};
const ROLES = ['wso', 'wso-supervisor', 'jem', 'ice', 'training', 'moa', 'auditor', 'inspector', 'jms'];

describe('tokenFor', () => {
  it('claims what RFC 9068 asks for and the role brings', () => {
    expect(JSON.parse(tokenFor('wso', {}, parts))).toEqual({
      iss: 'http://issuer.example',
      sub: 'development-wso',
      aud: 'audience',
      iat: 1767323045,
      exp: 1767326645,
      jti: 'id-1',
      client_id: 'wso-gateway-development',
      capacity: 'wso',
      scope: 'wso:serve',
      agency: ID.agencyTx,
      facility: [ID.facilityTxMain],
      officer: ID.officerTxWso,
      state: 'TX',
    });
  });

  it('names the client as the subject where no person acts', () => {
    const { sub, client_id } = JSON.parse(tokenFor('jms', {}, parts));
    expect({ sub, client_id }).toEqual({ sub: 'demonstration-jail-system', client_id: 'demonstration-jail-system' });
  });

  it('replaces the claims that are given and no other', () => {
    const overrides = { agency: 'A', facility: ['F1', 'F2'], officer: 'O', field_office: 'Dallas', state: 'GA' };
    expect(JSON.parse(tokenFor('wso', overrides, parts))).toEqual({
      ...JSON.parse(tokenFor('wso', {}, parts)),
      ...overrides,
    });
  });

  it('names an officer of the agency, and none where the demonstration has none there', () => {
    const officerOf = (overrides: object) => JSON.parse(tokenFor('wso', overrides, parts)).officer;
    expect(officerOf({ agency: ID.agencyFl })).toBe(ID.officerFlWso);
    expect(officerOf({ agency: ID.agencyGa })).toBeUndefined();
    expect(officerOf({ agency: ID.agencyGa, officer: ID.officerGaTfm })).toBe(ID.officerGaTfm);
  });

  it('names all roles to who asks for another', () => {
    expect(() => tokenFor('sheriff', {}, parts)).toThrow(`role: sheriff is none; give one of ${ROLES.join(', ')}.`);
    expect(() => tokenFor('constructor', {}, parts)).toThrow('role: constructor is none');
  });
});

describe('roleTokens', () => {
  it('has one token for each role', () => {
    const tokens = roleTokens(parts);
    expect(tokens.map(({ role }) => role)).toEqual(ROLES);
    expect(tokens.map(({ token }) => JSON.parse(token).capacity)).toEqual(ROLES);
  });
});

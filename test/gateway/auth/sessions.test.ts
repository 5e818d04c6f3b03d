import { generateKeyPairSync } from 'node:crypto';
import { assertionSigner } from '../../../gateway/auth/assertionSigner';
import { keySet } from '../../../gateway/auth/keySet';
import { sessions } from '../../../gateway/auth/sessions';
import type { ClaimedOfficer } from '../../../gateway/auth/standing';
import { Refusal } from '../../../gateway/refusal';
import { readPolicy } from '../../../schema/policy';
import { issuerWith, jwksFile, NOW_SECONDS, newKey } from '../kit/testIssuer';

const policy = readPolicy();
const key = newKey('EdDSA');
const signer = assertionSigner({ kid: 'gateway-test', iss: 'gateway', key: generateKeyPairSync('ed25519').privateKey });

function payloadOf(assertion: string) {
  return JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

describe('sessions', () => {
  let nowMs: number;
  let path: string;
  let standing: jest.Mock<Promise<boolean>, [claimed: ClaimedOfficer]>;
  const start = () =>
    sessions({
      policy,
      issuers: [{ issuer: issuerWith(), keys: keySet(path, () => nowMs) }],
      signer,
      standing,
      now: () => nowMs,
    }).find;
  const bearer = (claims = {}): string => `Bearer ${key.token(claims)}`;

  beforeEach(() => {
    nowMs = NOW_SECONDS * 1000;
    path = jwksFile([key]);
    standing = jest.fn(async (_claimed: ClaimedOfficer): Promise<boolean> => true);
  });

  it('answers no header with the public’s session', async () => {
    const { clearance, caller } = await start()(undefined);
    expect({ name: clearance.name, agency: caller.agency }).toEqual({ name: 'public', agency: null });
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic eDp5', 'Bearer  x', 'Bearer a b', 'Bearer a,Bearer b', 'x'])(
    'refuses the header «%s»',
    async (header) => {
      await expect(start()(header)).rejects.toEqual(new Refusal('TOKEN_INVALID'));
    },
  );

  it('signs once for each subgraph, and never longer than 50 s or than the token', async () => {
    const find = start();
    const session = await find(bearer());
    const assertion = session.assertionFor('warrants');
    expect((await find(bearer())).assertionFor('warrants')).toBe(assertion);
    expect(session.assertionFor('officers')).not.toBe(assertion);
    expect(payloadOf(assertion)).toMatchObject({
      iss: 'gateway',
      aud: 'warrants',
      exp: NOW_SECONDS + 50,
      capacity: 'wso',
      policy: policy.revision,
      agency: 'AGENCY-A',
    });
    const brief = await find(bearer({ exp: NOW_SECONDS + 10 }));
    expect(payloadOf(brief.assertionFor('warrants')).exp).toBe(NOW_SECONDS + 10);
  });

  it('asks for the officer’s standing once for many requests, and again after 25 s', async () => {
    const find = start();
    const header = bearer({ officer: 'OFFICER-1' });
    await Promise.all(Array.from({ length: 20 }, () => find(header)));
    nowMs += 24_999;
    await find(header);
    expect(standing.mock.calls).toEqual([[{ officer: 'OFFICER-1', agency: 'AGENCY-A' }]]);
    nowMs += 1;
    await find(header);
    expect(standing.mock.calls.length).toBe(2);
  });

  it('answers a withdrawn officer exactly like no token, for as long as his token lasts', async () => {
    const find = start();
    const header = bearer({ officer: 'OFFICER-1' });
    await find(header);
    standing.mockResolvedValue(false);
    for (let waited = 0; waited < 60_000; waited += 12_000) {
      nowMs += waited === 0 ? 25_000 : 12_000;
      const [withdrawn, anonymous] = [await find(header), await find(undefined)];
      expect(withdrawn).toBe(anonymous);
      expect(payloadOf(withdrawn.assertionFor('warrants')).exp * 1000).toBeGreaterThan(nowMs);
    }
  });

  it.each<[string, object]>([
    ['an officer’s capacity without an officer', { officer: undefined }],
    ['an officer of no agency', { agency: undefined }],
    ['an officer without an agency beside another capacity', { scope: 'integration:jms', agency: undefined }],
  ])('answers %s exactly like no token, and asks nobody', async (_what, claims) => {
    const find = start();
    expect(await find(bearer(claims))).toBe(await find(undefined));
    expect(standing).not.toHaveBeenCalled();
  });

  it('needs no officer for a capacity that is no officer’s', async () => {
    const { clearance } = await start()(bearer({ scope: 'integration:jms', officer: undefined }));
    expect(clearance.name).toBe('jms');
    expect(standing).not.toHaveBeenCalled();
  });

  it('refuses while the standing cannot be found out, and remembers no failure', async () => {
    const find = start();
    const header = bearer({ officer: 'OFFICER-1' });
    standing.mockRejectedValueOnce(new Refusal('STANDING_UNKNOWN'));
    await expect(find(header)).rejects.toEqual(new Refusal('STANDING_UNKNOWN'));
    expect((await find(header)).clearance.name).toBe('wso');
  });

  it('ends with the token, to the second', async () => {
    const find = start();
    const header = bearer({ exp: NOW_SECONDS + 10 });
    await find(header);
    nowMs += 9_999;
    await find(header);
    nowMs += 1;
    await expect(find(header)).rejects.toEqual(new Refusal('TOKEN_INVALID'));
  });

  it('ends all that rests on a removed key within 60 s of its removal', async () => {
    const find = start();
    await find(bearer({ jti: 'warm' }));
    jwksFile([newKey('EdDSA', 'next')], path);
    const removedAt = nowMs;
    nowMs += 24_900;
    const late = await find(bearer({ jti: 'late' }));
    expect(payloadOf(late.assertionFor('warrants')).exp * 1000).toBeLessThanOrEqual(removedAt + 60_000);
    nowMs += 100;
    await expect(find(bearer({ jti: 'late' }))).rejects.toEqual(new Refusal('TOKEN_INVALID'));
  });

  it('refuses a token of a key that was replaced under the same id', async () => {
    const find = start();
    await find(bearer());
    jwksFile([newKey('EdDSA', key.kid)], path);
    nowMs += 25_000;
    await expect(find(bearer())).rejects.toEqual(new Refusal('TOKEN_INVALID'));
  });
});

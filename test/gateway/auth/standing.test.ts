import { generateKeyPairSync } from 'node:crypto';
import { getGlobalDispatcher } from 'undici';
import { assertionSigner } from '../../../gateway/auth/assertionSigner';
import { officerStanding } from '../../../gateway/auth/standing';
import { Refusal } from '../../../gateway/refusal';
import { type Answer, type HttpServer, httpServer, json } from '../kit/httpServer';

const signer = assertionSigner({ kid: 'gateway-test', iss: 'gateway', key: generateKeyPairSync('ed25519').privateKey });

describe('officerStanding', () => {
  let server: HttpServer;
  let answer: Answer;
  const ask = () =>
    officerStanding({
      officersUrl: `${server.origin}/graphql`,
      signer,
      dispatcher: getGlobalDispatcher(),
      now: () => 0,
    });

  beforeEach(async () => {
    server = await httpServer(() => answer);
  });
  afterEach(() => server.close());

  it('asks for all of one turn together, as a service', async () => {
    answer = json({ standing: [true, false, true] });
    const standing = ask();
    const claimed = ['a', 'b', 'a'].map((officer) => ({ officer, agency: `agency of ${officer}` }));
    expect(await Promise.all(claimed.map(standing))).toEqual([true, false, true]);
    expect(server.seen.length).toBe(1);
    const asked = server.seen[0];
    expect({ path: asked?.path, body: JSON.parse(asked?.body ?? '') }).toEqual({
      path: '/service/officerStanding',
      body: { officers: claimed },
    });
    const payload = JSON.parse(
      Buffer.from(String(asked?.headers['caller-assertion']).split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(payload).toMatchObject({ capacity: 'service', aud: 'officers', categories: [], acts: [], rows: {} });
  });

  it.each<[string, Answer]>([
    ['an error', json({ errors: [] }, 500)],
    ['a refusal that looks like an answer', json({ standing: [true] }, 401)],
    ['HTML', json('<html>')],
    ['another shape', json({ standing: ['true'] })],
    ['fewer than were asked', json({ standing: [] })],
    ['more than were asked', json({ standing: [true, true] })],
    ['nothing', (response) => response.destroy()],
  ])('throws STANDING_UNKNOWN for %s', async (_what, given) => {
    answer = given;
    await expect(ask()({ officer: 'a', agency: 'b' })).rejects.toEqual(new Refusal('STANDING_UNKNOWN'));
  });
});

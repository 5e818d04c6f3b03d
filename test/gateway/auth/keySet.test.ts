import { rmSync, writeFileSync } from 'node:fs';
import { keySet } from '../../../gateway/auth/keySet';
import { type HttpServer, httpServer, json } from '../kit/httpServer';
import { jwksFile, newKey, type TestKey } from '../kit/testIssuer';

const first = newKey('EdDSA', 'first');
const second = newKey('ES256', 'second');

describe('keySet', () => {
  let served: readonly TestKey[] | null;
  let server: HttpServer;
  let nowMs: number;
  const now = (): number => nowMs;

  beforeEach(async () => {
    served = [first];
    nowMs = 0;
    server = await httpServer(() =>
      served === null ? json('<html>', 502) : json({ keys: served.map(({ jwk }) => jwk) }),
    );
  });
  afterEach(() => server.close());

  it('asks for an unknown key at most every 30 s, however many ask', async () => {
    const keys = keySet(server.origin, now);
    await keys.load();
    await Promise.all(Array.from({ length: 50 }, (_, at) => keys.find(`invented-${at}`)));
    expect(server.seen.length).toBe(1);
    served = [first, second];
    nowMs = 29_999;
    expect(await keys.find('second')).toBeNull();
    nowMs = 30_000;
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find('second')));
    expect(found.every((one) => one?.alg === 'ES256' && one.askedAt === 30_000)).toBe(true);
    expect(server.seen.length).toBe(2);
  });

  it('notices a removed key within 25 s', async () => {
    const keys = keySet(server.origin, now);
    await keys.load();
    served = [second];
    nowMs = 24_999;
    expect(await keys.find('first')).toMatchObject({ askedAt: 0 });
    nowMs = 25_000;
    expect(await keys.find('first')).toBeNull();
    expect(await keys.find('second')).not.toBeNull();
  });

  it('keeps the last good set while the issuer is away, and asks again only later', async () => {
    const keys = keySet(server.origin, now);
    await keys.load();
    served = null;
    nowMs = 25_000;
    expect(await keys.find('first')).toMatchObject({ askedAt: 25_000 });
    expect(await keys.find('first')).not.toBeNull();
    expect(server.seen.length).toBe(2);
  });

  it('fails to load what cannot be had, follows no redirect and reads no endless set', async () => {
    served = null;
    await expect(keySet(server.origin, now).load()).rejects.toThrow('ISSUERS: the key set cannot be read');
    const elsewhere = await httpServer(() => (response) => {
      response.writeHead(302, { location: server.origin }).end();
    });
    served = [first];
    await expect(keySet(elsewhere.origin, now).load()).rejects.toThrow('ISSUERS: the key set cannot be read');
    await elsewhere.close();
    const endless = await httpServer(() => json(`{"keys":[]${' '.repeat(300_000)}}`));
    await expect(keySet(endless.origin, now).load()).rejects.toThrow('ISSUERS: the key set cannot be read');
    await endless.close();
  });

  it('reads a file again, and passes over keys that cannot sign tokens', async () => {
    const path = jwksFile([first]);
    const keys = keySet(path, now);
    await keys.load();
    const odd = [
      { kty: 'oct', kid: 'secret', k: 'AAAA' },
      { ...second.jwk, kid: 'encryption', use: 'enc' },
      { ...second.jwk, kid: 7 },
      { kty: 'RSA', kid: 'short', n: 'AQAB', e: 'AQAB' },
    ];
    writeFileSync(path, JSON.stringify({ keys: [second.jwk, ...odd] }));
    nowMs = 30_000;
    expect(await keys.find('second')).not.toBeNull();
    for (const kid of ['secret', 'encryption', '7', 'short']) expect(await keys.find(kid)).toBeNull();
    rmSync(path);
    nowMs = 60_000;
    expect(await keys.find('second')).not.toBeNull();
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { MAX_SEALED_TEXT_BYTES, readSeals } from '../../../subgraphs/kit/sealedText';

function halves(): readonly [publicHalf: string, privateHalf: string] {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const text = (key: typeof publicKey): string => JSON.stringify({ ...key.export({ format: 'jwk' }), kid: 'test' });
  return [text(publicKey), text(privateKey)];
}

describe('a sealed text', () => {
  const [publicHalf, privateHalf] = halves();
  const { seal, open } = readSeals(publicHalf, privateHalf);

  it.each(['', 'TEST words', 'é'.repeat(MAX_SEALED_TEXT_BYTES / 2)])('is opened as it was sealed', async (text) => {
    expect(await open(await seal(text))).toBe(text);
  });

  it('is a JWE of ECDH-ES and A256GCM that has one length for every text and never repeats', async () => {
    const [one, other, again] = [await seal('a'), await seal('b'.repeat(3000)), await seal('a')];
    const header = JSON.parse(Buffer.from(one.split('.')[0] ?? '', 'base64url').toString());
    expect(header).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'test', epk: { crv: 'X25519' } });
    expect(other.length).toBe(one.length);
    expect(again).not.toBe(one);
  });

  it('is refused when it is too long, changed, or another key’s', async () => {
    const sealed = await seal('TEST words');
    await expect(seal('x'.repeat(MAX_SEALED_TEXT_BYTES + 1))).rejects.toThrow('too long');
    await expect(open(`${sealed.slice(0, -2)}AA`)).rejects.toThrow();
    await expect(readSeals(...halves()).open(sealed)).rejects.toThrow();
  });

  it('takes the public and the private half of one key, in this order, and nothing else', () => {
    const [, another] = halves();
    expect(() => readSeals(privateHalf, privateHalf)).toThrow();
    expect(() => readSeals(publicHalf, publicHalf)).toThrow();
    expect(() => readSeals(publicHalf, another)).toThrow('no halves of one key');
  });
});

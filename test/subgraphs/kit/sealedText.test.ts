import { generateKeyPairSync } from 'node:crypto';
import { MAX_SEALED_TEXT_BYTES, readOpenKey, readSealKey } from '../../../subgraphs/kit/sealedText';

function halves(): { readonly sealText: string; readonly openText: string } {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return {
    sealText: JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid: 'test' }),
    openText: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'test' }),
  };
}

describe('a sealed text', () => {
  const { sealText, openText } = halves();
  const seal = readSealKey(sealText);
  const open = readOpenKey(openText);

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
    await expect(readOpenKey(halves().openText)(sealed)).rejects.toThrow();
  });

  it('takes no private half for sealing and no public half for opening', () => {
    expect(() => readSealKey(openText)).toThrow();
    expect(() => readOpenKey(sealText)).toThrow();
  });
});

import { z } from 'zod';

const SEALED_BYTES = 4096;
const LENGTH_BYTES = 2;
const ALGORITHMS = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

/** The longest text that can be sealed, in bytes of UTF-8. */
export const MAX_SEALED_TEXT_BYTES = 3000;

const sealJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: z.string().min(1), kid: z.string() });
const openJwk = sealJwk.extend({ d: z.string().min(1) });

/** Seals a text for the holder of the other half of the key: a compact JWE, the same length for every text. */
export type SealText = (text: string) => Promise<string>;

/** Opens what `SealText` made. Throws for anything else. */
export type OpenText = (sealed: string) => Promise<string>;

/** Both halves; requests get the second only with protected clearance. */
export interface Seals {
  readonly seal: SealText;
  readonly open: OpenText;
}

/** Reads the public half of an X25519 key as a JWK. Throws when the text is none, or holds a private half. */
export function readSealKey(text: string): SealText {
  const { kty, crv, x, kid } = z.strictObject(sealJwk.shape).parse(JSON.parse(text));
  return async (plain) => {
    const { CompactEncrypt, importJWK } = await import('jose');
    const padded = Buffer.alloc(SEALED_BYTES);
    const bytes = Buffer.from(plain, 'utf8');
    if (bytes.length > MAX_SEALED_TEXT_BYTES) throw new Error('The text is too long to be sealed.');
    padded.writeUInt16BE(bytes.length);
    bytes.copy(padded, LENGTH_BYTES);
    return new CompactEncrypt(padded)
      .setProtectedHeader({ ...ALGORITHMS, kid })
      .encrypt(await importJWK({ kty, crv, x }, ALGORITHMS.alg));
  };
}

/** Reads the private half. Throws when the text is none. */
export function readOpenKey(text: string): OpenText {
  const { kty, crv, x, d } = openJwk.parse(JSON.parse(text));
  return async (sealed) => {
    const { compactDecrypt, importJWK } = await import('jose');
    const key = await importJWK({ kty, crv, x, d }, ALGORITHMS.alg);
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: [ALGORITHMS.alg],
      contentEncryptionAlgorithms: [ALGORITHMS.enc],
    });
    const padded = Buffer.from(plaintext);
    return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt16BE()).toString('utf8');
  };
}

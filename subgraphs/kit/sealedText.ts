import { z } from 'zod';

const SEALED_BYTES = 4096;
const LENGTH_BYTES = 2;
const ALGORITHMS = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

/** The longest text that can be sealed, in bytes of UTF-8. */
export const MAX_SEALED_TEXT_BYTES = 3000;

const sealJwk = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: z.string().min(1),
  kid: z.string(),
});
const openJwk = z.strictObject({ ...sealJwk.shape, d: z.string().min(1) });

/** Both halves of a key; requests get the second only with protected clearance. */
export interface Seals {
  /** Seals a text for the holder of the other half: a compact JWE, the same length for every text. */
  readonly seal: (text: string) => Promise<string>;
  /** Opens what `seal` made. Throws for anything else. */
  readonly open: (sealed: string) => Promise<string>;
}

/** Reads the halves of an X25519 key as JWKs. Throws when they are not the public and the private half of one. */
export function readSeals(publicHalf: string, privateHalf: string): Seals {
  const sealing = sealJwk.parse(JSON.parse(publicHalf));
  const opening = openJwk.parse(JSON.parse(privateHalf));
  if (sealing.x !== opening.x || sealing.kid !== opening.kid) throw new Error('These are no halves of one key.');
  return { seal: (text) => sealText(text, sealing), open: (sealed) => openText(sealed, opening) };
}

async function sealText(text: string, { kid, ...jwk }: z.infer<typeof sealJwk>): Promise<string> {
  const { CompactEncrypt, importJWK } = await import('jose');
  const padded = Buffer.alloc(SEALED_BYTES);
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > MAX_SEALED_TEXT_BYTES) throw new Error('The text is too long to be sealed.');
  padded.writeUInt16BE(bytes.length);
  bytes.copy(padded, LENGTH_BYTES);
  const key = await importJWK(jwk, ALGORITHMS.alg);
  return new CompactEncrypt(padded).setProtectedHeader({ ...ALGORITHMS, kid }).encrypt(key);
}

async function openText(sealed: string, { kid: _kid, ...jwk }: z.infer<typeof openJwk>): Promise<string> {
  const { compactDecrypt, importJWK } = await import('jose');
  const key = await importJWK(jwk, ALGORITHMS.alg);
  const { plaintext } = await compactDecrypt(sealed, key, {
    keyManagementAlgorithms: [ALGORITHMS.alg],
    contentEncryptionAlgorithms: [ALGORITHMS.enc],
  });
  const padded = Buffer.from(plaintext);
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt16BE()).toString('utf8');
}

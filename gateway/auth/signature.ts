import { constants, type KeyObject, verify } from 'node:crypto';

interface Algorithm {
  readonly fits: (key: KeyObject) => boolean;
  readonly verify: (signed: Buffer, key: KeyObject, signature: Buffer) => boolean;
}

const isRsa = (key: KeyObject): boolean => key.asymmetricKeyType === 'rsa';

/** The algorithms that tokens may use, each with the only kind of key it may use. `none` and HS… are not among them. */
const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  EdDSA: {
    fits: (key) => key.asymmetricKeyType === 'ed25519',
    verify: (signed, key, signature) => verify(null, signed, key, signature),
  },
  ES256: {
    fits: (key) => key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
    verify: (signed, key, signature) => verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature),
  },
  RS256: { fits: isRsa, verify: (signed, key, signature) => verify('RSA-SHA256', signed, key, signature) },
  PS256: {
    fits: (key) => isRsa(key) || key.asymmetricKeyType === 'rsa-pss',
    verify: (signed, key, signature) =>
      verify('sha256', signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature),
  },
};

export function isAlgorithm(alg: string): boolean {
  return Object.hasOwn(ALGORITHMS, alg);
}

/** Whether the signature is the key's over these bytes by an allowed algorithm that fits the key. */
export function isSigned(
  alg: string,
  { key, signed, signature }: { key: KeyObject; signed: Buffer; signature: Buffer },
): boolean {
  const algorithm = isAlgorithm(alg) ? ALGORITHMS[alg] : undefined;
  return algorithm?.fits(key) === true && algorithm.verify(signed, key, signature);
}

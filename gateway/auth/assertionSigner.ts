import { sign } from 'node:crypto';
import { CALLER_TYPE, type Caller, type CallerAssertion } from '../../schema/caller';
import type { CallerKey } from '../callerKey';

/** Signs that a caller is who the gateway found, for one subgraph, until `exp` (seconds since the epoch). */
export type AssertionSigner = (caller: Caller, audience: string, exp: number) => string;

/** Signs as the issuer `gateway`: a compact JWS, EdDSA. */
export function assertionSigner({ kid, key }: CallerKey): AssertionSigner {
  const head = encode({ alg: 'EdDSA', typ: CALLER_TYPE, kid });
  return (caller, aud, exp) => {
    const payload: CallerAssertion = { ...caller, iss: 'gateway', aud, exp };
    const signed = `${head}.${encode(payload)}`;
    return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

import { type AssertionKey, signAssertion } from '../../schema/assertionKey';
import type { Caller } from '../../schema/caller';

/** Signs that a caller is who the gateway found, for one subgraph, until `exp` (seconds since the epoch). */
export type AssertionSigner = (caller: Caller, audience: string, exp: number) => string;

export function assertionSigner(key: AssertionKey): AssertionSigner {
  return (caller, aud, exp) => signAssertion(key, { ...caller, aud, exp });
}

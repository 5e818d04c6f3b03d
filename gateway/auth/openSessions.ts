import { createPublicKey } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { ClassifiedConfig } from '../config';
import { assertionSigner } from './assertionSigner';
import { keySet } from './keySet';
import { type Sessions, sessions } from './sessions';
import { officerStanding } from './standing';

interface Checking {
  readonly dispatcher: Dispatcher;
  readonly now: () => number;
}

/** Keys are read before anything listens; an issuer whose keys cannot be had stops the start. */
export async function openSessions(config: ClassifiedConfig, { dispatcher, now }: Checking): Promise<Sessions> {
  const { policy } = config;
  const officers = config.subgraphs.find(({ name }) => name === 'officers');
  if (officers === undefined)
    throw new Error('SUPERGRAPH: has no subgraph officers, which knows the officers’ standing.');
  const signer = assertionSigner(config.callerKey);
  const issuers = config.issuers.map((issuer) => ({ issuer, keys: keySet(issuer.jwks, now) }));
  await Promise.all(issuers.map(({ keys }) => keys.load()));
  const callerKey = createPublicKey(config.callerKey.key);
  if (issuers.some(({ keys }) => keys.holds(callerKey)))
    throw new Error('CALLER_KEY: is a key of an issuer too; an issuer could assert any caller. Make one of its own.');
  const standing = officerStanding({ officersUrl: officers.url, signer, dispatcher, now });
  return sessions({ policy, issuers, signer, standing, now });
}

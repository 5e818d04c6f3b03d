import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SUBGRAPHS, type SubgraphName } from '../../schema/subgraphs';
import { createOnce } from './createOnce';

/** Paths of the keys that `npm start` makes for itself. */
export interface DevelopmentKeys {
  /** Private JWK with which the gateway signs caller assertions. */
  readonly callerKey: string;
  /** Public key set of all who may sign them. */
  readonly callerJwks: string;
  /** Private JWK with which each subgraph asks others. */
  readonly serviceKeys: Readonly<Record<SubgraphName, string>>;
  /** Public and private half of the key of sealed claims. */
  readonly claimSealKey: string;
  readonly claimOpenKey: string;
  readonly cursorKey: string;
  readonly protectedFileKey: string;
}

/** Makes the keys that `dataDir` lacks. Throws under `NODE_ENV=production`, where keys are the operator's. */
export function developmentKeys(dataDir: string, nodeEnv = process.env['NODE_ENV']): DevelopmentKeys {
  if (nodeEnv === 'production')
    throw new Error('development keys: refused under NODE_ENV=production; give CALLER_KEY and the other key files.');
  const keys = {
    callerKey: resolve(dataDir, 'dev-caller-gateway.json'),
    callerJwks: resolve(dataDir, 'dev-callers.jwks.json'),
    serviceKeys: Object.fromEntries(
      SUBGRAPHS.map((name) => [name, resolve(dataDir, `dev-caller-${name}.json`)]),
    ) as Record<SubgraphName, string>,
    claimSealKey: resolve(dataDir, 'dev-claim-seal.json'),
    claimOpenKey: resolve(dataDir, 'dev-claim-open.json'),
    cursorKey: resolve(dataDir, 'dev-cursor.key'),
    protectedFileKey: resolve(dataDir, 'dev-protected-file.key'),
  };
  createOnce(keys.callerKey, () => newAssertionKey('gateway'));
  for (const name of SUBGRAPHS) createOnce(keys.serviceKeys[name], () => newAssertionKey(name));
  createOnce(keys.claimOpenKey, () =>
    JSON.stringify({ ...generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' }), kid: randomUUID() }),
  );
  createOnce(keys.claimSealKey, () => JSON.stringify(publicHalf(keys.claimOpenKey)));
  for (const path of [keys.cursorKey, keys.protectedFileKey]) createOnce(path, () => randomBytes(32).toString('hex'));
  writeFileSync(
    keys.callerJwks,
    JSON.stringify({ keys: [keys.callerKey, ...Object.values(keys.serviceKeys)].map(publicHalf) }),
  );
  return keys;
}

function newAssertionKey(iss: string): string {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return JSON.stringify({ ...jwk, kid: `${iss}-${randomUUID()}`, iss });
}

function publicHalf(path: string): object {
  const { d: _d, ...jwk } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  return jwk;
}

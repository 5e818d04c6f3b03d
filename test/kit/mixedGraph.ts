import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceOperation, SubgraphDefinition } from '../../subgraphs/kit/definition';
import { type RunningSubgraph, startSubgraph } from '../../subgraphs/kit/startSubgraph';
import { MIXED, mixedResolvers, writeMixed } from '../fixtures/mixed/mixedSubgraphs';
import { classifiedGateway } from '../gateway/kit/classifiedGateway';
import { json } from '../gateway/kit/httpServer';
import { NOW_SECONDS } from '../gateway/kit/testIssuer';
import { newCallerKey } from './callers';
import type { Askable } from './everyWay';
import { openTestStores } from './stores';

export interface MixedGraph extends Askable {
  token(scope: string): string;
  close(): Promise<void>;
}

/**
 * The mixed subgraphs, served by the kit with its guard, behind the real gateway. The test mocks `schema/subgraphs` so
 * that the kit reads their SDL.
 */
export async function startMixedGraph(): Promise<MixedGraph> {
  const stores = await openTestStores('sqlite');
  const key = newCallerKey();
  const resolvers = mixedResolvers();
  const running: RunningSubgraph[] = [];
  for (const name of MIXED) {
    const config = {
      ...stores.configs[name],
      host: '127.0.0.1',
      port: 0,
      callerJwks: key.jwks,
      cursorKey: Buffer.alloc(32, 1),
      services: null,
      seals: null,
      settings: {},
      metricsHost: '127.0.0.1',
      metricsPort: null,
    };
    const none = { entities: [], migrations: [] };
    const definition: SubgraphDefinition = {
      operational: none,
      protected: null,
      resolvers: resolvers[name],
      services: name === 'officers' ? { officerStanding: everyoneStands } : {},
      settings: {},
      sweeps: [],
      loadReference: async () => undefined,
    };
    running.push(
      await startSubgraph({ config, definition, stores: stores.stores[name], now: () => new Date(NOW_SECONDS * 1000) }),
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'wso-mixed-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [officers, warrants] = running.map(({ url }) => url);
  const gateway = await classifiedGateway(() => json({}), {
    SUPERGRAPH: writeMixed(folder),
    CALLER_KEY: write(
      'key.json',
      JSON.stringify({ ...key.privateKey.export({ format: 'jwk' }), kid: key.kid, iss: 'gateway' }),
    ),
    OFFICERS_URL: officers ?? '',
    WARRANTS_URL: warrants ?? '',
  });
  return {
    system: { url: gateway.url },
    token: (scope) => gateway.key.token({ scope, field_office: 'Dallas' }),
    send: async (body, init = {}) => {
      const response = await fetch(gateway.url, { method: 'POST', body: body as RequestInit['body'] & {}, ...init });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: JSON.parse(text === '' ? 'null' : text),
      };
    },
    close: async () => {
      await gateway.close();
      await Promise.all(running.map((one) => one.close()));
      await stores.close();
    },
  };
}

const everyoneStands: ServiceOperation = async (body) => ({
  standing: (body as { officers: readonly unknown[] }).officers.map(() => true),
});

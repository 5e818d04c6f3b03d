import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readConfig } from '../../../gateway/config';
import { createGateway, type Gateway, type GatewayOptions } from '../../../gateway/createGateway';
import { type Answer, type HttpServer, httpServer, json, type SeenRequest } from './httpServer';
import { issuerWith, jwksFile, NOW_SECONDS, newKey, type TestKey } from './testIssuer';

export interface ClassifiedGateway {
  readonly gateway: Gateway;
  readonly url: string;
  readonly subgraphs: HttpServer;
  readonly key: TestKey;
  readonly auditFile: string;
  /** The whole answer's text and status. */
  ask(query: string, token?: string): Promise<{ status: number; text: string; headers: Headers }>;
  close(): Promise<void>;
}

/** Our own supergraph behind the real gateway; one server stands for all subgraphs and answers as the test says. */
export async function classifiedGateway(
  answer: (request: SeenRequest) => Answer,
  env: Readonly<Record<string, string>> = {},
  options: Pick<GatewayOptions, 'reloadEveryMs'> = {},
): Promise<ClassifiedGateway> {
  const folder = mkdtempSync(join(tmpdir(), 'wso-classified-'));
  const key = newKey('EdDSA');
  const subgraphs = await httpServer((request) => probeAnswer(request) ?? answer(request));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const caller = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const url = `${subgraphs.origin}/graphql`;
  const config = readConfig({
    PORT: '0',
    // Tests send everything from one place; the rate has tests of its own.
    RATE_PER_SECOND: '1000000',
    RATE_BURST: '1000000',
    ISSUERS: write('issuers.yaml', stringify([issuerWith({ jwks: jwksFile([key]), fieldOffices: ['*'] })])),
    CALLER_KEY: write('caller.json', JSON.stringify({ ...caller, kid: 'gateway-1', iss: 'gateway' })),
    AUDIT_FILE: join(folder, 'audit.jsonl'),
    JURISDICTIONS_URL: url,
    OFFICERS_URL: url,
    WARRANTS_URL: url,
    ...env,
  });
  const gateway = await createGateway(config, {
    ...options,
    developmentRoles: null,
    now: () => NOW_SECONDS * 1000,
  });
  const listening = await gateway.listen();
  await gateway.ready;
  return {
    gateway,
    url: listening.url,
    subgraphs,
    key,
    auditFile: join(folder, 'audit.jsonl'),
    ask: async (query, token) => {
      const response = await fetch(listening.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
    close: async () => {
      await gateway.close();
      await subgraphs.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a sound subgraph says to the gateway's probes; null for anything else. */
function probeAnswer({ path, headers }: SeenRequest): Answer | null {
  if (path === '/livez') return json({ live: true });
  return headers['caller-assertion'] === undefined
    ? json({ errors: [{ message: 'The caller is not asserted.' }] }, 401)
    : null;
}

export function allStanding(stands: boolean): (request: SeenRequest) => Answer {
  return ({ body }) => json({ standing: JSON.parse(body).officers.map(() => stands) });
}

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readConfig } from '../../gateway/config';
import { issuerWith, jwksFile, newKey } from './kit/testIssuer';

const folder = mkdtempSync(join(tmpdir(), 'wso-config-'));
const OPEN = 'enum join__Graph { A @join__graph(name:"a",url:"http://127.0.0.1:1/graphql") }';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function callerKey(changes: object = {}): string {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return JSON.stringify({ ...jwk, kid: 'gateway-1', iss: 'gateway', ...changes });
}

function goodEnv(): Record<string, string> {
  return {
    ISSUERS: file('issuers.yaml', stringify([issuerWith({ jwks: jwksFile([newKey('EdDSA')]) })])),
    CALLER_KEY: file('caller.json', callerKey()),
    AUDIT_FILE: join(folder, 'audit.jsonl'),
    JURISDICTIONS_URL: 'http://127.0.0.1:4001/graphql',
    OFFICERS_URL: 'http://127.0.0.1:4002/graphql',
    WARRANTS_URL: 'https://warrants.example/graphql',
  };
}

const openEnv = () => ({ ACCESS: 'open', SUPERGRAPH: file('open.graphql', OPEN) });

describe('readConfig', () => {
  it('needs no more than issuers, a key, an audit file and the subgraphs', () => {
    expect(readConfig(goodEnv())).toMatchObject({
      access: 'classified',
      host: '127.0.0.1',
      port: 4000,
      maxBodyBytes: 65_536,
      subgraphTimeoutMs: 5000,
      auditFile: join(folder, 'audit.jsonl'),
      auditFileMaxBytes: 67_108_864,
      ratePerSecond: 100,
      rateBurst: 200,
      trustedProxies: [],
      drainMs: 600,
      metricsHost: '127.0.0.1',
      metricsPort: null,
      corsOrigins: ['https://studio.apollographql.com'],
      subgraphs: [
        { name: 'jurisdictions', url: 'http://127.0.0.1:4001/graphql' },
        { name: 'officers', url: 'http://127.0.0.1:4002/graphql' },
        { name: 'warrants', url: 'https://warrants.example/graphql' },
      ],
    });
  });

  it('lets no foreign page in when in production nothing else is said', () => {
    expect(readConfig({ ...goodEnv(), NODE_ENV: 'production' }).corsOrigins).toEqual([]);
  });

  it('reports all faults together, each with what is allowed', () => {
    const env = {
      PORT: '70000',
      HOST: '',
      MAX_BODY_BYTES: '1e3',
      SUBGRAPH_TIMEOUT_MS: '-1',
      CORS_ORIGINS: 'https://desk.example/path',
      SUPERGRAPH: '/nowhere/supergraph.graphql',
      ISSUERS: '/nowhere/issuers.yaml',
      APOLLO_DISABLE_SECURITY_RECURSIVE_SELECTIONS_CHECK: 'true',
      APOLLO_DISABLE_SECURITY_NON_LOCAL_SELECTIONS_CHECK: '',
    };
    expect(() => readConfig(env)).toThrow(
      [
        'Settings of the gateway:',
        '- APOLLO_DISABLE_SECURITY_RECURSIVE_SELECTIONS_CHECK: must not be set; the protections it turns off are part of the promise.',
        '- APOLLO_DISABLE_SECURITY_NON_LOCAL_SELECTIONS_CHECK: must not be set; the protections it turns off are part of the promise.',
        '- SUPERGRAPH: the path of a file that can be read.',
        '- HOST: an address to listen on.',
        '- PORT: a whole number from 0 to 65535.',
        '- CORS_ORIGINS: web origins such as https://desk.example, separated by commas; empty for none.',
        '- SUBGRAPH_TIMEOUT_MS: a whole number from 100 to 60000.',
        '- MAX_BODY_BYTES: a whole number from 1024 to 1048576.',
        '- CALLER_KEY: the path of a file that can be read.',
        '- CALLER_KEY: a private Ed25519 JWK with kid and iss "gateway".',
        '- ISSUERS: the path of a file that can be read.',
        '- AUDIT_FILE: the path of a file in a folder that can be written.',
      ].join('\n'),
    );
  });

  it.each<[string, () => Record<string, string>, string]>([
    ...['APOLLO_KEY', 'APOLLO_GRAPH_REF', 'APOLLO_SCHEMA_REPORTING', 'APOLLO_USAGE_REPORTING_ENDPOINT'].map(
      (name): [string, () => Record<string, string>, string] => [
        name,
        () => ({ [name]: 'true' }),
        `${name}: must not be set; nothing is fetched from Apollo or reported to it.`,
      ],
    ),
    [
      'telemetry that is on',
      () => ({ APOLLO_TELEMETRY_DISABLED: 'false' }),
      'APOLLO_TELEMETRY_DISABLED: must not be set;',
    ],
    ['a rate of none', () => ({ RATE_PER_SECOND: '0' }), 'RATE_PER_SECOND: a whole number from 1 to 1000000.'],
    ['a burst of none', () => ({ RATE_BURST: '0' }), 'RATE_BURST: a whole number from 1 to 1000000.'],
    ['a drain without end', () => ({ DRAIN_MS: '300001' }), 'DRAIN_MS: a whole number from 0 to 300000.'],
    ['every proxy', () => ({ TRUSTED_PROXIES: '0.0.0.0/0' }), 'TRUSTED_PROXIES: IP addresses or networks'],
    ['a proxy by name', () => ({ TRUSTED_PROXIES: '10.0.0.1,caddy' }), 'TRUSTED_PROXIES: IP addresses or networks'],
    ['a network too narrow', () => ({ TRUSTED_PROXIES: '10.0.0.1/33' }), 'TRUSTED_PROXIES: IP addresses or networks'],
    ['an audit folder that is not there', () => ({ AUDIT_FILE: join(folder, 'none', 'audit.jsonl') }), 'AUDIT_FILE: '],
    ['an audit folder in place of a file', () => ({ AUDIT_FILE: `${folder}/` }), 'AUDIT_FILE: '],
    ['a metrics port that is none', () => ({ METRICS_PORT: 'x' }), 'METRICS_PORT: a whole number from 0 to 65535.'],
    ['no place for metrics', () => ({ METRICS_HOST: ' ' }), 'METRICS_HOST: an address to listen on.'],
    ['audit files too short', () => ({ AUDIT_FILE_MAX_BYTES: '1' }), 'AUDIT_FILE_MAX_BYTES: a whole number from 4096'],
    [
      'a supergraph that is none',
      () => ({ SUPERGRAPH: file('text', 'type Query { a: Int }') }),
      'SUPERGRAPH: a composed supergraph.',
    ],
    [
      'a supergraph without classification',
      () => ({ SUPERGRAPH: file('open', OPEN) }),
      'SUPERGRAPH: one that uses @classified.',
    ],
    [
      'a public key',
      () => ({ CALLER_KEY: file('public', callerKey({ d: undefined })) }),
      'CALLER_KEY: a private Ed25519 JWK',
    ],
    [
      'a key that is no key',
      () => ({ CALLER_KEY: file('bad', callerKey({ d: 'AA' })) }),
      'CALLER_KEY: a private Ed25519 JWK',
    ],
    [
      'another’s key',
      () => ({ CALLER_KEY: file('other', callerKey({ iss: 'warrants' })) }),
      'CALLER_KEY: a private Ed25519 JWK',
    ],
    [
      'a subgraph URL with a user',
      () => ({ OFFICERS_URL: 'http://a:b@officers/graphql' }),
      'OFFICERS_URL: the http or https URL',
    ],
    ['a subgraph without URL', () => ({ WARRANTS_URL: '' }), 'WARRANTS_URL: the http or https URL'],
    ['an unknown access', () => ({ ACCESS: 'Open' }), 'ACCESS: «classified» or «open».'],
    ['issuers without YAML', () => issuers('{'), 'ISSUERS: '],
    ['no issuer', () => issuers('[]'), 'ISSUERS: '],
    ['an issuer with an unknown member', () => issuers(stringify([{ ...issuerWith(), jwkz: 'x' }])), 'ISSUERS: '],
    [
      'an unknown scope',
      () => issuers(stringify([issuerWith({ scopes: ['wso:all'] })])),
      'ISSUERS: the policy knows no scope wso:all.',
    ],
    [
      'an ignored real scope',
      () => issuers(stringify([issuerWith({ ignoredScopes: ['wso:serve'] })])),
      'wso:serve is a scope of the policy and cannot be ignored.',
    ],
    [
      'an issuer that stands there twice',
      () => issuers(stringify([issuerWith(), issuerWith()])),
      'stands there twice.',
    ],
    [
      'keys over plain http',
      () => issuers(stringify([issuerWith({ jwks: 'http://keys.example/jwks' })])),
      'a file, an https URL, or an http URL on loopback.',
    ],
    [
      'keys that are not there',
      () => issuers(stringify([issuerWith({ jwks: 'nowhere.json' })])),
      'a file, an https URL, or an http URL on loopback.',
    ],
  ])('refuses %s', (_what, changes, sentence) => {
    expect(() => readConfig({ ...goodEnv(), ...changes() })).toThrow(sentence);
  });

  it('needs no more than a supergraph in ACCESS=open, and takes the URLs from it', () => {
    expect(readConfig(openEnv())).toMatchObject({
      access: 'open',
      subgraphs: [{ name: 'a', url: 'http://127.0.0.1:1/graphql' }],
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['in production', { NODE_ENV: 'production' }, 'ACCESS: «open» is refused under NODE_ENV=production.'],
    ['on all addresses', { HOST: '0.0.0.0' }, 'HOST: with ACCESS=open a loopback address.'],
    ['on no address', { HOST: '' }, 'HOST: with ACCESS=open a loopback address.'],
    ['on a name that begins like loopback', { HOST: '127.0.0.1.example' }, 'HOST: with ACCESS=open'],
  ])('refuses ACCESS=open %s', (_where, changes, sentence) => {
    expect(() => readConfig({ ...openEnv(), ...changes })).toThrow(sentence);
  });

  it.each([
    ['our own', undefined],
    ['one that uses @classified', `${OPEN} directive @classified(as: String) on FIELD_DEFINITION`],
    [
      'one that renames it',
      `schema @link(url: "https://specs.wso-gateway.example/classified/v1.0", as: "c") { query: Q } ${OPEN}`,
    ],
  ])('refuses ACCESS=open for a classified supergraph: %s', (name, text) => {
    const env = { ACCESS: 'open', ...(text === undefined ? {} : { SUPERGRAPH: file(name, text) }) };
    expect(() => readConfig(env)).toThrow('SUPERGRAPH: with ACCESS=open one that does not use @classified.');
  });
});

function issuers(text: string): Record<string, string> {
  return { ISSUERS: file('odd.yaml', text) };
}

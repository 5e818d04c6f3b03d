import { isIP } from 'node:net';
import { type AssertionKey, readAssertionKey } from '../schema/assertionKey';
import { projectFile } from '../schema/files';
import { type Policy, readPolicy } from '../schema/policy';
import { type ReviewedViews, readReviewedViews } from '../schema/reviewed';
import { type Issuer, readIssuers } from './issuers';
import { readSafelist, type Safelist } from './safelist';
import { type Env, SettingsReader } from './settings';
import { readSubgraphTls, type SubgraphTls } from './subgraphTls';
import { isClassified, type SubgraphAddress, subgraphsOf } from './supergraph';

interface Settings {
  readonly host: string;
  readonly port: number;
  readonly supergraphPath: string;
  readonly supergraphSdl: string;
  readonly corsOrigins: readonly string[];
  readonly subgraphTimeoutMs: number;
  /** For a whole operation, its fetches included. */
  readonly requestTimeoutMs: number;
  readonly subgraphTls: SubgraphTls;
  /** By what operations are carried out: compiled, or by Apollo's own executor alone. */
  readonly engine: 'compiled' | 'reference';
  readonly maxBodyBytes: number;
  /** How long a stop may take from the signal on. */
  readonly drainMs: number;
  readonly metricsHost: string;
  /** Null: metrics are not served. */
  readonly metricsPort: number | null;
  /** Where each subgraph of the supergraph answers. */
  readonly subgraphs: readonly SubgraphAddress[];
}

/** Tokens, policy and views. */
export interface ClassifiedConfig extends Settings {
  readonly access: 'classified';
  readonly policy: Policy;
  readonly reviewed: ReviewedViews;
  readonly issuers: readonly Issuer[];
  readonly callerKey: AssertionKey;
  /** The file of audit lines, and the length from which another follows. */
  readonly auditFile: string;
  readonly auditFileMaxBytes: number;
  /** Requests of one client, in the long run and at once. */
  readonly ratePerSecond: number;
  readonly rateBurst: number;
  /** Addresses and networks whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[];
  /** Null: every client sends what it likes. */
  readonly safelist: Safelist | null;
}

/** `open` serves any supergraph without tokens or views; subgraph URLs are the supergraph's own. */
export type GatewayConfig = ClassifiedConfig | (Settings & { readonly access: 'open' });

const STUDIO = 'https://studio.apollographql.com';
const OWN_SUPERGRAPH = projectFile('schema', 'supergraph.graphql');
const UNSAFE = 'APOLLO_DISABLE_SECURITY_';

/** Reads the settings. Throws one error that lists every fault with what is allowed. */
export function readConfig(env: Env): GatewayConfig {
  const read = new SettingsReader(env);
  for (const name of Object.keys(env).filter((one) => one.startsWith(UNSAFE)))
    read.refuse(name, 'must not be set; the protections it turns off are part of the promise.');
  const access = env['ACCESS'] ?? 'classified';
  if (access !== 'open' && access !== 'classified') read.refuse('ACCESS', '«classified» or «open».');
  const config = access === 'open' ? openConfig(env, read) : classifiedConfig(env, read);
  read.finish();
  // Nothing was at fault, so nothing is missing.
  return config as GatewayConfig;
}

function openConfig(env: Env, read: SettingsReader): GatewayConfig {
  const settings = commonSettings(env, read);
  if (env['NODE_ENV'] === 'production') read.refuse('ACCESS', '«open» is refused under NODE_ENV=production.');
  if (!isLoopback(settings.host)) read.refuse('HOST', 'with ACCESS=open a loopback address.');
  if (isClassified(settings.supergraphSdl))
    read.refuse('SUPERGRAPH', 'with ACCESS=open one that does not use @classified.');
  if (settings.subgraphs.some(({ url }) => !/^https?:\/\//.test(url) || !URL.canParse(url)))
    read.refuse('SUPERGRAPH', 'with ACCESS=open one that gives each subgraph an http or https URL.');
  return { ...settings, access: 'open' };
}

function classifiedConfig(env: Env, read: SettingsReader): Partial<ClassifiedConfig> {
  for (const name of Object.keys(env).filter((one) => isReporting(one, env[one])))
    read.refuse(name, 'must not be set; nothing is fetched from Apollo or reported to it.');
  const settings = commonSettings(env, read);
  if (settings.subgraphs.length > 0 && !isClassified(settings.supergraphSdl))
    read.refuse('SUPERGRAPH', 'one that uses @classified.');
  const policy = policyFrom(read);
  const reviewed = policy === null ? null : readReviewedViews(env['SUPERGRAPH'] ?? OWN_SUPERGRAPH, policy);
  if (settings.subgraphs.length > 0 && reviewed === null)
    read.refuse('SUPERGRAPH', 'one with the policy, views and checksums of the same `npm run compose`.');
  const callerKey = readAssertionKey(read.file('CALLER_KEY')?.text ?? '', 'gateway');
  if (callerKey === null) read.refuse('CALLER_KEY', 'a private Ed25519 JWK with kid and iss "gateway".');
  const issuers = issuersFrom(policy, read);
  // JURISDICTIONS_URL, OFFICERS_URL and WARRANTS_URL, by the names that the supergraph has.
  const subgraphs = settings.subgraphs.map(({ name }) => ({ name, url: read.url(`${name.toUpperCase()}_URL`) }));
  return {
    ...settings,
    access: 'classified',
    auditFile: read.writableFile('AUDIT_FILE'),
    auditFileMaxBytes: read.whole('AUDIT_FILE_MAX_BYTES', { fallback: 67_108_864, min: 4096, max: 999_999_999 }),
    ratePerSecond: read.whole('RATE_PER_SECOND', { fallback: 100, min: 1, max: 1_000_000 }),
    rateBurst: read.whole('RATE_BURST', { fallback: 200, min: 1, max: 1_000_000 }),
    trustedProxies: read.networks('TRUSTED_PROXIES'),
    safelist: safelistFrom(env, read),
    subgraphs,
    issuers,
    ...(policy === null ? {} : { policy }),
    ...(reviewed === null ? {} : { reviewed }),
    ...(callerKey === null ? {} : { callerKey }),
  };
}

function commonSettings(env: Env, read: SettingsReader): Settings {
  const supergraph = read.file('SUPERGRAPH', OWN_SUPERGRAPH);
  const supergraphSdl = supergraph?.text ?? '';
  const subgraphs = subgraphsOf(supergraphSdl);
  if (supergraphSdl !== '' && subgraphs === null) read.refuse('SUPERGRAPH', 'a composed supergraph.');
  return {
    host: read.host('HOST'),
    port: read.whole('PORT', { fallback: 4000, min: 0, max: 65_535 }),
    supergraphPath: supergraph?.path ?? '',
    supergraphSdl,
    subgraphs: subgraphs ?? [],
    corsOrigins: read.origins('CORS_ORIGINS', env['NODE_ENV'] === 'production' ? '' : STUDIO),
    subgraphTimeoutMs: read.whole('SUBGRAPH_TIMEOUT_MS', { fallback: 5000, min: 100, max: 60_000 }),
    requestTimeoutMs: read.whole('REQUEST_TIMEOUT_MS', { fallback: 10_000, min: 100, max: 120_000 }),
    subgraphTls: readSubgraphTls(read),
    metricsHost: read.host('METRICS_HOST'),
    metricsPort:
      env['METRICS_PORT'] === undefined ? null : read.whole('METRICS_PORT', { fallback: 0, min: 0, max: 65_535 }),
    engine: engineFrom(env['ENGINE'] ?? 'compiled', read),
    maxBodyBytes: read.whole('MAX_BODY_BYTES', { fallback: 65_536, min: 1024, max: 1_048_576 }),
    drainMs: read.whole('DRAIN_MS', { fallback: 600, min: 0, max: 300_000 }),
  };
}

function engineFrom(engine: string, read: SettingsReader): Settings['engine'] {
  if (engine === 'compiled' || engine === 'reference') return engine;
  read.refuse('ENGINE', '«compiled» or «reference».');
  return 'reference';
}

function policyFrom(read: SettingsReader): Policy | null {
  try {
    return readPolicy();
  } catch (error) {
    read.refuse('policy', error instanceof Error ? error.message : 'cannot be read.');
    return null;
  }
}

function safelistFrom(env: Env, read: SettingsReader): Safelist | null {
  if (env['SAFELIST'] === undefined) return null;
  const safelist = readSafelist(read.file('SAFELIST')?.text ?? '');
  if (safelist === null) read.refuse('SAFELIST', 'a file that `npm run safelist` wrote.');
  return safelist;
}

function issuersFrom(policy: Policy | null, read: SettingsReader): readonly Issuer[] {
  const file = read.file('ISSUERS');
  if (file === null || policy === null) return [];
  const found = readIssuers(file.path, policy.scopes);
  if ('issuers' in found) return found.issuers;
  for (const fault of found.faults) read.refuse('ISSUERS', fault);
  return [];
}

/** Whether a variable gives Apollo's packages a key, a graph or leave to report; telemetry may only be said to be off. */
function isReporting(name: string, value: string | undefined): boolean {
  if (name === 'APOLLO_TELEMETRY_DISABLED') return value !== '1' && value !== 'true';
  return name.startsWith('APOLLO_') && !name.startsWith(UNSAFE);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

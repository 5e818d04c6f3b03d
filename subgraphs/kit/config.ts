import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readAssertionKey } from '../../schema/assertionKey';
import { SUBGRAPHS, type SubgraphName } from '../../schema/subgraphs';
import { readCallerKeys } from './callerAssertion';
import { readSeals, type Seals } from './sealedText';
import type { ServiceAccess } from './serviceClient';

/** Where one subgraph keeps its data. */
export interface DatabaseConfig {
  readonly name: SubgraphName;
  /** Null: the embedded file under `dataDir`. */
  readonly databaseUrl: string | null;
  readonly protectedDatabaseUrl: string | null;
  readonly dataDir: string;
  /** Hex key of the embedded protected file; null where there is none. */
  readonly protectedFileKey: string | null;
}

/** Where one subgraph listens, keeps its data and whom it believes. */
export interface SubgraphConfig extends DatabaseConfig {
  readonly host: string;
  readonly port: number;
  readonly metricsHost: string;
  /** Null: metrics are not served. */
  readonly metricsPort: number | null;
  /** Text of the public key set of all who may call. */
  readonly callerJwks: string;
  readonly cursorKey: Buffer;
  /** With which key it asks which other subgraphs; null for one that asks none. */
  readonly services: ServiceAccess | null;
  /** The keys of sealed texts; null where none are kept. */
  readonly seals: Seals | null;
  /** Texts of the subgraph's own settings, as far as they are given. */
  readonly settings: Readonly<Record<string, string>>;
}

type Env = Readonly<Record<string, string | undefined>>;

/** A subgraph's own settings: each says what is allowed where a text is not, and null where it is. */
export type SettingChecks = Readonly<Record<string, (text: string | undefined) => string | null>>;
type Fault = string;

/** Which subgraphs each asks on its own behalf. */
const ASKED: Readonly<Record<SubgraphName, readonly SubgraphName[]>> = {
  jurisdictions: [],
  officers: ['jurisdictions'],
  warrants: ['jurisdictions', 'officers'],
};
const MIN_KEY_BYTES = 32;
const databaseUrl = z.string().regex(/^(mysql|mariadb):\/\/\S+$/);

/** Reads one subgraph's settings from the environment. Throws one error that lists every fault with what is allowed. */
export function readSubgraphConfig(name: string, env: Env, checks: SettingChecks = {}): SubgraphConfig {
  const faults: Fault[] = [];
  const subgraph = SUBGRAPHS.find((one) => one === name);
  if (subgraph === undefined) throw new Error(`subgraph: ${name} is none; give one of ${SUBGRAPHS.join(', ')}.`);
  const config: SubgraphConfig = {
    ...databaseConfig(subgraph, env, faults),
    host: env['HOST'] ?? '127.0.0.1',
    port: readPort('SUBGRAPH_PORT', env, faults),
    metricsHost: env['METRICS_HOST'] ?? '127.0.0.1',
    metricsPort: env['METRICS_PORT'] === undefined ? null : readPort('METRICS_PORT', env, faults),
    callerJwks: readJwks(env, faults),
    cursorKey: Buffer.from(readKey('CURSOR_KEY', env, faults), 'hex'),
    settings: readOwn(checks, env, faults),
    seals: subgraph === 'warrants' ? sealsOf(env, faults) : null,
    services: ASKED[subgraph].length > 0 ? readServices(subgraph, env, faults) : null,
  };
  refuse(`the subgraph ${name}`, faults);
  return config;
}

/** The settings that `migrate` and `import` need: one subgraph's databases alone. */
export function readDatabaseConfig(name: SubgraphName, env: Env): DatabaseConfig {
  const faults: Fault[] = [];
  const config = databaseConfig(name, env, faults);
  refuse(`the databases of ${name}`, faults);
  return config;
}

function databaseConfig(name: SubgraphName, env: Env, faults: Fault[]): DatabaseConfig {
  const protectedUrl = name === 'warrants' ? readUrl('WARRANTS_PROTECTED_DATABASE_URL', env, faults) : null;
  return {
    name,
    databaseUrl: readUrl(`${name.toUpperCase()}_DATABASE_URL`, env, faults),
    protectedDatabaseUrl: protectedUrl,
    dataDir: env['DATA_DIR'] ?? '.data',
    protectedFileKey: name === 'warrants' && protectedUrl === null ? readKey('PROTECTED_FILE_KEY', env, faults) : null,
  };
}

function refuse(whose: string, faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Error(`Settings of ${whose}:\n${faults.map((one) => `- ${one}`).join('\n')}`);
}

/** Path of an embedded database file. */
export function databaseFile(dataDir: string, name: string): string {
  return join(dataDir, `${name}.sqlite`);
}

function readPort(setting: string, env: Env, faults: Fault[]): number {
  const port = Number(env[setting]);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push(`${setting}: a port from 0 (any) to 65535.`);
  return port;
}

/** A URL given by itself or, as `<NAME>_FILE`, by the path of a file that holds it. */
function readUrl(setting: string, env: Env, faults: Fault[]): string | null {
  const file = env[`${setting}_FILE`];
  const value = file === undefined ? env[setting] : readText(`${setting}_FILE`, file, faults)?.trim();
  if (value === undefined || value === '') return null;
  if (databaseUrl.safeParse(value).success) return value;
  faults.push(`${setting}: mysql://… or mariadb://…; absent for the embedded database.`);
  return null;
}

function readJwks(env: Env, faults: Fault[]): string {
  const text = readText('CALLER_JWKS', env['CALLER_JWKS'], faults) ?? '';
  try {
    if (text !== '') readCallerKeys(text);
  } catch {
    faults.push('CALLER_JWKS: a JWK set of Ed25519 public keys, each with kid and iss.');
  }
  return text;
}

function readOwn(checks: SettingChecks, env: Env, faults: Fault[]): Readonly<Record<string, string>> {
  const names = Object.keys(checks);
  for (const name of names) {
    const allowed = checks[name]?.(env[name]) ?? null;
    if (allowed !== null) faults.push(`${name}: ${allowed}`);
  }
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

function sealsOf(env: Env, faults: Fault[]): Seals | null {
  const publicHalf = readText('CLAIM_SEAL_KEY', env['CLAIM_SEAL_KEY'], faults);
  const privateHalf = readText('CLAIM_OPEN_KEY', env['CLAIM_OPEN_KEY'], faults);
  if (publicHalf === null || privateHalf === null) return null;
  try {
    return readSeals(publicHalf, privateHalf);
  } catch {
    faults.push('CLAIM_SEAL_KEY, CLAIM_OPEN_KEY: the public and the private half of one X25519 key, JWKs with kid.');
    return null;
  }
}

/** The key and the subgraphs by which one subgraph asks others on its own behalf. */
function readServices(name: SubgraphName, env: Env, faults: Fault[]): ServiceAccess | null {
  const key = readAssertionKey(readText('SERVICE_KEY', env['SERVICE_KEY'], faults) ?? '', name);
  if (key === null) faults.push(`SERVICE_KEY: a private Ed25519 JWK with kid and iss "${name}".`);
  const urls = Object.fromEntries(
    ASKED[name].map((one) => [one, readHttpUrl(`${one.toUpperCase()}_URL`, env, faults)]),
  );
  const timeoutMs = Number(env['SERVICE_TIMEOUT_MS'] ?? 1500);
  if (!Number.isInteger(timeoutMs) || timeoutMs < 100 || timeoutMs > 60_000)
    faults.push('SERVICE_TIMEOUT_MS: a whole number from 100 to 60000.');
  return key === null ? null : { key, urls, timeoutMs };
}

function readHttpUrl(setting: string, env: Env, faults: Fault[]): string {
  const url = env[setting] ?? '';
  if (!/^https?:\/\/[^\s@]+$/.test(url) || !URL.canParse(url))
    faults.push(`${setting}: the http or https URL of the subgraph’s /graphql, without a user.`);
  return url;
}

/** Hex text of a key file of at least 32 bytes. */
function readKey(setting: string, env: Env, faults: Fault[]): string {
  const text = readText(setting, env[setting], faults)?.trim() ?? '';
  if (text !== '' && (!/^([0-9a-f]{2})+$/.test(text) || text.length < 2 * MIN_KEY_BYTES))
    faults.push(`${setting}: a file with at least ${MIN_KEY_BYTES} bytes in lower-case hex.`);
  return text;
}

function readText(setting: string, path: string | undefined, faults: Fault[]): string | null {
  if (path !== undefined && existsSync(path)) return readFileSync(path, 'utf8');
  faults.push(`${setting}: the path of a file that can be read.`);
  return null;
}

import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { parse as parseSdl } from 'graphql';
import { projectFile } from '../schema/files';

type Env = Readonly<Record<string, string | undefined>>;

interface Settings {
  readonly host: string;
  readonly port: number;
  readonly supergraphSdl: string;
  readonly corsOrigins: readonly string[];
  readonly subgraphTimeoutMs: number;
  readonly maxBodyBytes: number;
}

/** `open` serves any supergraph without tokens or views; subgraph URLs are the supergraph's own. */
export type GatewayConfig =
  | (Settings & { readonly access: 'open' })
  | (Settings & {
      readonly access: 'classified';
      /** Path of the issuers file. */
      readonly issuers: string;
      /** Text of the private JWK that signs caller assertions. */
      readonly callerKey: string;
      /** GraphQL URL by subgraph name. */
      readonly subgraphUrls: Readonly<Record<string, string>>;
    });

const STUDIO = 'https://studio.apollographql.com';

/** Reads the settings. Throws one error that lists every fault with what is allowed. */
export function readConfig(env: Env): GatewayConfig {
  const read = new SettingsReader(env);
  const settings: Settings = {
    host: env['HOST'] ?? '127.0.0.1',
    port: read.whole('PORT', { fallback: 4000, min: 0, max: 65_535 }),
    supergraphSdl: read.file('SUPERGRAPH', projectFile('schema', 'supergraph.graphql')),
    corsOrigins: read.origins('CORS_ORIGINS', env['NODE_ENV'] === 'production' ? '' : STUDIO),
    subgraphTimeoutMs: read.whole('SUBGRAPH_TIMEOUT_MS', { fallback: 5000, min: 100, max: 60_000 }),
    maxBodyBytes: read.whole('MAX_BODY_BYTES', { fallback: 65_536, min: 1024, max: 1_048_576 }),
  };
  read.refuse(
    Object.keys(env).find((name) => name.startsWith('APOLLO_DISABLE_SECURITY_')),
    'must not be set; the protections it turns off are part of the promise.',
  );
  const access = env['ACCESS'] ?? 'classified';
  if (access !== 'open' && access !== 'classified') read.refuse('ACCESS', '«classified» or «open».');
  const config: GatewayConfig =
    access === 'open'
      ? { ...settings, access: openAccess(settings, env, read) }
      : {
          ...settings,
          access: 'classified',
          issuers: read.path('ISSUERS'),
          callerKey: read.file('CALLER_KEY'),
          subgraphUrls: read.urls(settings.supergraphSdl),
        };
  read.finish();
  return config;
}

function openAccess({ host, supergraphSdl }: Settings, env: Env, read: SettingsReader): 'open' {
  if (env['NODE_ENV'] === 'production') read.refuse('ACCESS', '«open» is refused under NODE_ENV=production.');
  if (!isLoopback(host)) read.refuse('HOST', 'with ACCESS=open a loopback address.');
  if (/@classified\b/.test(supergraphSdl))
    read.refuse('SUPERGRAPH', 'with ACCESS=open one that does not use @classified.');
  return 'open';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Reads one setting at a time and remembers what is wrong with it. */
class SettingsReader {
  readonly #faults: string[] = [];

  constructor(private readonly env: Env) {}

  refuse(setting: string | undefined, allowed: string): void {
    if (setting !== undefined) this.#faults.push(`${setting}: ${allowed}`);
  }

  whole(setting: string, { fallback, min, max }: { fallback: number; min: number; max: number }): number {
    const text = this.env[setting];
    const value = text === undefined ? fallback : Number(text);
    if (!Number.isInteger(value) || value < min || value > max || text === '')
      this.refuse(setting, `a whole number from ${min} to ${max}.`);
    return value;
  }

  path(setting: string, fallback?: string): string {
    const path = this.env[setting] ?? fallback;
    if (path === undefined || !existsSync(path)) this.refuse(setting, 'the path of a file that can be read.');
    return path ?? '';
  }

  file(setting: string, fallback?: string): string {
    const path = this.path(setting, fallback);
    try {
      return existsSync(path) ? readFileSync(path, 'utf8') : '';
    } catch {
      this.refuse(setting, 'the path of a file that can be read.');
      return '';
    }
  }

  origins(setting: string, fallback: string): readonly string[] {
    const origins = (this.env[setting] ?? fallback).split(',').filter((origin) => origin !== '');
    if (origins.some((origin) => !isOrigin(origin)))
      this.refuse(setting, 'web origins such as https://desk.example, separated by commas; none for no other origin.');
    return origins;
  }

  /** `<NAME>_URL` of each graph of the supergraph: JURISDICTIONS_URL, OFFICERS_URL, WARRANTS_URL. */
  urls(supergraphSdl: string): Readonly<Record<string, string>> {
    const names = graphNames(supergraphSdl);
    if (names === null) this.refuse('SUPERGRAPH', 'a composed supergraph.');
    return Object.fromEntries(
      (names ?? []).map((name) => {
        const setting = `${name.toUpperCase()}_URL`;
        const url = this.env[setting] ?? '';
        if (!/^https?:\/\/[^\s@]+$/.test(url) || !URL.canParse(url))
          this.refuse(setting, 'the http or https URL of the subgraph’s /graphql.');
        return [name, url];
      }),
    );
  }

  finish(): void {
    if (this.#faults.length > 0)
      throw new Error(`Settings of the gateway:\n${this.#faults.map((fault) => `- ${fault}`).join('\n')}`);
  }
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function graphNames(supergraphSdl: string): readonly string[] | null {
  try {
    parseSdl(supergraphSdl);
  } catch {
    return null;
  }
  return [...supergraphSdl.matchAll(/@join__graph\(name: "([^"]+)"/g)].map(([, name = '']) => name);
}

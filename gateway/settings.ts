import { accessSync, constants, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname } from 'node:path';

export type Env = Readonly<Record<string, string | undefined>>;

/** Reads one setting at a time from the environment and remembers what is wrong with it. */
export class SettingsReader {
  readonly #faults: string[] = [];

  constructor(private readonly env: Env) {}

  refuse(setting: string, allowed: string): void {
    const fault = `${setting}: ${allowed}`;
    if (!this.#faults.includes(fault)) this.#faults.push(fault);
  }

  whole(setting: string, { fallback, min, max }: { fallback: number; min: number; max: number }): number {
    const text = this.env[setting] ?? String(fallback);
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    this.refuse(setting, `a whole number from ${min} to ${max}.`);
    return fallback;
  }

  /** Where to listen; this computer alone where nothing is said. */
  host(setting: string): string {
    const host = this.env[setting] ?? '127.0.0.1';
    if (host.trim() === '') this.refuse(setting, 'an address to listen on.');
    return host;
  }

  /** Path and text of a file; null when it cannot be read. */
  file(setting: string, fallback?: string): { readonly path: string; readonly text: string } | null {
    const path = this.env[setting] ?? fallback ?? '';
    try {
      return { path, text: readFileSync(path, 'utf8') };
    } catch {
      this.refuse(setting, 'the path of a file that can be read.');
      return null;
    }
  }

  /** Text of a file; null when none is named or it cannot be read. */
  optionalFile(setting: string): string | null {
    return this.env[setting] === undefined ? null : (this.file(setting)?.text ?? null);
  }

  /** Path of a file that is to be written; its folder is there. */
  writableFile(setting: string): string {
    const path = this.env[setting] ?? '';
    try {
      if (path === '' || path.endsWith('/')) throw new Error('No file is named.');
      accessSync(dirname(path), constants.W_OK);
    } catch {
      this.refuse(setting, 'the path of a file in a folder that can be written.');
    }
    return path;
  }

  origins(setting: string, fallback: string): readonly string[] {
    const origins = (this.env[setting] ?? fallback)
      .split(',')
      .flatMap((text) => (text.trim() === '' ? [] : text.trim()));
    if (origins.some((origin) => !isOrigin(origin)))
      this.refuse(setting, 'web origins such as https://desk.example, separated by commas; empty for none.');
    return origins;
  }

  networks(setting: string): readonly string[] {
    const networks = (this.env[setting] ?? '').split(',').flatMap((text) => (text.trim() === '' ? [] : text.trim()));
    if (networks.some((network) => !isNetwork(network)))
      this.refuse(setting, 'IP addresses or networks such as 172.16.0.0/12, separated by commas; empty for none.');
    return networks;
  }

  url(setting: string): string {
    const url = this.env[setting] ?? '';
    if (!/^https?:\/\/[^\s@]+$/.test(url) || !URL.canParse(url))
      this.refuse(setting, 'the http or https URL of the subgraph’s /graphql, without a user.');
    return url;
  }

  /** Throws one error that lists every fault. */
  finish(): void {
    if (this.#faults.length > 0)
      throw new Error(`Settings of the gateway:\n${this.#faults.map((fault) => `- ${fault}`).join('\n')}`);
  }
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const widest = isIP(address) === 6 ? 128 : 32;
  const isPrefix = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= widest);
  return isIP(address) !== 0 && isPrefix && rest.length === 0;
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

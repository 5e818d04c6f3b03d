import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentKeys } from '../../gateway/development/developmentKeys';
import { developmentIssuer, writeIssuersFile } from '../../gateway/development/issuer';
import { type TokenParts, tokenParts } from '../../gateway/development/token';
import { projectFile } from '../../schema/files';
import { SUBGRAPHS } from '../../schema/subgraphs';
import { viewFor } from '../../schema/view';
import { type StartedProcess, startProcess } from '../kit/process';

/** The demonstration's subgraphs in a process of their own, and what a gateway needs to ask them. */
export interface Subgraphs {
  readonly process: StartedProcess;
  readonly dataDir: string;
  readonly parts: TokenParts;
  /** Settings of a gateway in front of them, but for its audit file. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** `npm start`, for its subgraphs and data alone; beside another's, in its folder, with settings of their own. */
export async function startSubgraphs(
  beside: Subgraphs | null = null,
  env: Readonly<Record<string, string>> = {},
): Promise<Subgraphs> {
  const dataDir = beside?.dataDir ?? mkdtempSync(join(tmpdir(), 'wso-bench-'));
  const process = startProcess('start.js', { env: { DATA_DIR: dataDir, PORT: '0', ...env } });
  await process.wrote(`"subgraph":"${SUBGRAPHS.at(-1)}","url"`);
  const urls = SUBGRAPHS.map((name) => {
    const url = new RegExp(`"subgraph":"${name}","url":"([^"]+)"`).exec(process.stderr())?.[1];
    if (url === undefined) throw new Error(`The subgraph ${name} did not say where it answers.`);
    return [`${name.toUpperCase()}_URL`, url] as const;
  });
  return {
    process,
    dataDir,
    parts: tokenParts(developmentIssuer(dataDir)),
    env: {
      ISSUERS: writeIssuersFile(dataDir),
      CALLER_KEY: developmentKeys(dataDir).callerKey,
      PORT: '0',
      RATE_PER_SECOND: '1000000',
      RATE_BURST: '1000000',
      ...Object.fromEntries(urls),
    },
    stop: async () => {
      await stopProcess(process);
      if (beside === null) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A gateway in a process of its own; answers its GraphQL URL when every subgraph was reached. */
export async function startGatewayProcess(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly process: StartedProcess; readonly url: string }> {
  const process = startProcess('gateway/main.js', { env });
  await process.wrote('"event":"gateway.ready"');
  const line =
    process
      .stdout()
      .split('\n')
      .find((one) => one.includes('gateway.ready')) ?? '{}';
  const { url } = JSON.parse(line) as { readonly url: string };
  return { process, url };
}

export async function stopProcess({ child, ended }: StartedProcess): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

/** Path of the supergraph as one clearance sees it, without its classification, at the URLs of these subgraphs. */
export function plainSupergraph({ dataDir, env }: Subgraphs, clearance: Parameters<typeof viewFor>[1]): string {
  const composed = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');
  const sdl = SUBGRAPHS.reduce(
    (text, name) => text.replace(`http://${name}.subgraph.invalid`, env[`${name.toUpperCase()}_URL`] ?? ''),
    viewFor(composed, clearance),
  );
  const path = join(dataDir, 'plain.graphql');
  writeFileSync(path, sdl);
  return path;
}

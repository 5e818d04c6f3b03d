import { join } from 'node:path';
import { projectFile } from '../../schema/files';
import { EVERYTHING } from '../kit/everything';
import type { StartedProcess } from '../kit/process';
import { plainSupergraph, type Subgraphs, startGatewayProcess, startSubgraphs, stopProcess } from './apart';
import { cpuMsOf } from './peers';
import { inspectorTokens } from './tokens';

/** One way to answer the same questions about the same data. */
export interface Variant {
  readonly name: string;
  readonly url: string;
  readonly tokens: readonly string[];
  readonly gateway: StartedProcess;
  readonly subgraphs: StartedProcess;
  /** Of gateway and subgraphs together. */
  cpuMs(): number;
}

export interface Variants {
  readonly variants: readonly Variant[];
  stop(): Promise<void>;
}

const PRELOADED = { NODE_OPTIONS: `--require ${projectFile('dist', 'test', 'bench', 'without.js')}` };

/** The product, the product without one part at a time, and a plain gateway before subgraphs that ask nobody who he is. */
export async function startVariants(tokenCount: number): Promise<Variants> {
  const own = await startSubgraphs();
  const tokens = inspectorTokens(own.parts, tokenCount);
  const beside = (without: string): Promise<Subgraphs> =>
    startSubgraphs(own, { ...PRELOADED, WITHOUT: without, AUDIT_FILE: join(own.dataDir, `start-${without}.jsonl`) });
  // Each part has subgraphs of its own, so that none is warmer than another's.
  const [unaudited, unguarded, unasserted, open] = [
    await beside('audit'),
    await beside('guard'),
    await beside('assertion'),
    await beside('callers,guard'),
  ];
  const classified = async (name: string, subgraphs: Subgraphs, without: string): Promise<Variant> => {
    const audit = { AUDIT_FILE: join(own.dataDir, `gateway-${name.replaceAll(' ', '-')}.jsonl`) };
    const { process, url } = await startGatewayProcess({ ...subgraphs.env, ...PRELOADED, ...audit, WITHOUT: without });
    return { ...variant(process, subgraphs.process), name, url, tokens };
  };
  const plain = await startGatewayProcess({ ACCESS: 'open', PORT: '0', SUPERGRAPH: plainSupergraph(open, EVERYTHING) });
  const variants = [
    await classified('everything', own, ''),
    await classified('without audit', unaudited, 'audit'),
    await classified('without guard', unguarded, ''),
    await classified('without assertion', unasserted, 'assertion'),
    { ...variant(plain.process, open.process), name: 'open', url: plain.url, tokens },
  ];
  return {
    variants,
    stop: async () => {
      for (const { gateway } of variants) await stopProcess(gateway);
      for (const one of [open, unasserted, unguarded, unaudited, own]) await one.stop();
    },
  };
}

function variant(gateway: StartedProcess, subgraphs: StartedProcess): Omit<Variant, 'name' | 'url' | 'tokens'> {
  return { gateway, subgraphs, cpuMs: () => cpuMsOf(gateway.child) + cpuMsOf(subgraphs.child) };
}

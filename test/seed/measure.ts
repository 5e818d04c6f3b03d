import { median } from '../bench/measure';
import type { FilledGraph } from './look';
import { askDesk, type DeskQuery } from './queries';

const WARMING = 60;
const ASKED = 300;

/** How long an answer takes on little data and on much, asked by turns so that the machine's mood is the same for both. */
export interface Latency {
  readonly p50Ms: readonly [few: number, many: number];
  readonly ratio: number;
}

export async function compare(query: DeskQuery, graphs: readonly [FilledGraph, FilledGraph]): Promise<Latency> {
  const [few, many]: [number[], number[]] = [[], []];
  for (let at = 0; at < WARMING; at += 1) for (const { graph } of graphs) await askDesk(graph, query);
  for (let at = 0; at < ASKED; at += 1) {
    few.push(await timed(graphs[0], query));
    many.push(await timed(graphs[1], query));
  }
  const p50Ms = [median(few), median(many)] as const;
  return { p50Ms: [rounded(p50Ms[0]), rounded(p50Ms[1])], ratio: rounded(p50Ms[1] / p50Ms[0]) };
}

async function timed({ graph }: FilledGraph, query: DeskQuery): Promise<number> {
  const begun = performance.now();
  await askDesk(graph, query);
  return performance.now() - begun;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

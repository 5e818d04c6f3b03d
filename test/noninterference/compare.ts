import type { Observed } from './world';

type Part = 'status' | 'headers' | 'body' | 'subgraph requests';

/** The first part in which two answers, or what was asked for them, differ; null when nothing tells them apart. */
export function differingPart(one: Observed, other: Observed): Part | null {
  if (one.status !== other.status) return 'status';
  if (one.body !== other.body) return 'body';
  if (JSON.stringify(one.headers) !== JSON.stringify(other.headers)) return 'headers';
  return JSON.stringify(one.fetches) === JSON.stringify(other.fetches) ? null : 'subgraph requests';
}

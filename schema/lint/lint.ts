import type { DocumentNode } from 'graphql';
import type { Policy } from '../policy';
import { disagreements } from './agree';
import { lostInComposition } from './closure';
import { uncalledActs } from './uncalled';
import { unclassifiedElements } from './unclassified';

/** Everything that is wrong with the classification before composition, one sentence each. */
export function lintSubgraphs(subgraphs: ReadonlyMap<string, DocumentNode>): readonly string[] {
  return [...unclassifiedElements(subgraphs), ...disagreements(subgraphs)];
}

/** Everything that composition or the policy leaves undecided, one sentence each. */
export function lintSupergraph(
  supergraphSdl: string,
  { subgraphs, policy }: { readonly subgraphs: ReadonlyMap<string, DocumentNode>; readonly policy: Policy },
): readonly string[] {
  return [...lostInComposition(supergraphSdl, subgraphs), ...uncalledActs(supergraphSdl, policy)];
}

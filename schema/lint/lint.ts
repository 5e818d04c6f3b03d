import { type DocumentNode, parse } from 'graphql';
import type { Policy } from '../policy';
import { disagreements } from './agree';
import { misdeclared } from './declared';
import { deniedWords } from './denyWords';
import { hiddenDependencies } from './depends';
import { classifiedCopies } from './external';
import { laxerInterfaces } from './laxer';
import { lostInComposition } from './lost';
import { partialMembers } from './partial';
import { toldNames } from './told';
import { uncalledActs } from './uncalled';
import { unclassifiedElements } from './unclassified';

type Subgraphs = ReadonlyMap<string, DocumentNode>;

/** Everything that is wrong with the classification before composition, one sentence each. */
export function lintSubgraphs(subgraphs: Subgraphs): readonly string[] {
  return [misdeclared, unclassifiedElements, classifiedCopies, disagreements, partialMembers, laxerInterfaces].flatMap(
    (rule) => rule(subgraphs),
  );
}

/** Everything that composition or the policy leaves undecided, one sentence each. */
export function lintSupergraph(
  supergraphSdl: string,
  { subgraphs, policy }: { readonly subgraphs: Subgraphs; readonly policy: Policy },
): readonly string[] {
  return [
    ...lostInComposition(supergraphSdl, subgraphs),
    ...hiddenDependencies(parse(supergraphSdl), { subgraphs, policy }),
    ...uncalledActs(supergraphSdl, policy),
  ];
}

/** Everything that the views say and should not, one sentence each. */
export function lintViews(views: ReadonlyMap<string, string>): readonly string[] {
  return [...deniedWords(views), ...toldNames(views)];
}

import { type DocumentNode, Kind, parse, print, type SelectionSetNode } from 'graphql';
import { linkInaccessible } from '../inaccessible';
import { withClones } from './clones';
import { compositeTypes } from './composites';
import { parseFieldSet } from './fieldSet';
import { withoutIdleExternals } from './idleExternals';
import { argumentOf } from './joins';
import { resolvableFirst } from './resolvableFirst';
import { type Twin, withTwins } from './twins';

/** A supergraph that says the same in a way the planner takes right. */
export interface Mended {
  readonly supergraphSdl: string;
  /** What each invented field name stands for. */
  readonly twins: ReadonlyMap<string, Twin>;
  /** The subgraph's name by each invented one. */
  readonly clones: ReadonlyMap<string, string>;
  /** Names under which a plan fetches what it needs itself; a client's alias must not be one of them. */
  readonly plannerNames: ReadonlySet<string>;
}

/**
 * Mends what the planner takes wrong, by the text of the supergraph alone. To be called last, on a view already pruned:
 * what it adds exists for no client, and lints see the supergraph as it was composed. Pure.
 */
export function mendForPlanner(supergraphSdl: string): Mended {
  const ordered = resolvableFirst(parse(supergraphSdl, { noLocation: true }));
  const { document: twinned, twins } = withTwins(ordered);
  const { document, clones } = withClones(twinned, twins);
  const supergraph = twins.size === 0 ? document : linkInaccessible(withoutIdleExternals(document));
  return { supergraphSdl: print(supergraph), twins, clones, plannerNames: plannerNames(supergraph) };
}

function plannerNames(supergraph: DocumentNode): ReadonlySet<string> {
  const composites = [...compositeTypes(supergraph).values()];
  const directives = composites.flatMap((type) => [
    ...(type.directives ?? []),
    ...(type.fields ?? []).flatMap((field) => field.directives ?? []),
  ]);
  const joins = directives.filter(({ name }) => name.value === 'join__type' || name.value === 'join__field');
  const texts = joins.flatMap((join) => ['key', 'requires', 'provides'].flatMap((one) => argumentOf(join, one) ?? []));
  return new Set(['__typename', ...texts.flatMap((text) => [...fieldNames(parseFieldSet(text))])]);
}

function* fieldNames(set: SelectionSetNode): Generator<string> {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) yield node.name.value;
    if (node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet !== undefined) yield* fieldNames(node.selectionSet);
  }
}

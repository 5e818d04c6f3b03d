import { type DocumentNode, type FieldDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { compositeTypes, namesOf } from './composites';
import { parseFieldSet } from './fieldSet';
import { argumentOf } from './joins';
import type { Twin } from './twins';

type Twins = ReadonlyMap<string, Twin>;

/** By subgraph and field's coordinate: which copy of the subgraph answers it. Copy 0 is the subgraph itself. */
export type Copies = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A field that one subgraph answers out of others' fields. */
interface Demand {
  readonly coordinate: string;
  readonly types: readonly string[];
  /** The name under which each place in the representation is filled. */
  readonly uses: ReadonlyMap<string, string>;
}

/** The fields that cannot be asked together with all others of their subgraph, each in the first copy that has room. */
export function copiesOf(supergraph: DocumentNode, twins: Twins): Copies {
  const copies = new Map<string, ReadonlyMap<string, number>>();
  for (const [graph, all] of demandsOf(supergraph, twins)) {
    const placed = placedApart(all.filter((one) => all.some((other) => disagree(one, other))));
    if (placed.size > 0) copies.set(graph, placed);
  }
  return copies;
}

function placedApart(demands: readonly Demand[]): ReadonlyMap<string, number> {
  const placed = new Map<Demand, number>();
  for (const one of demands) {
    const taken = new Set([...placed].filter(([other]) => disagree(one, other)).map(([, copy]) => copy));
    placed.set(one, [...demands.keys()].find((copy) => !taken.has(copy)) ?? 0);
  }
  return new Map([...placed].map(([{ coordinate }, copy]) => [coordinate, copy]));
}

function disagree(one: Demand, other: Demand): boolean {
  if (!one.types.some((type) => other.types.includes(type))) return false;
  return [...one.uses].some(([place, name]) => (other.uses.get(place) ?? name) !== name);
}

function demandsOf(supergraph: DocumentNode, twins: Twins): ReadonlyMap<string, readonly Demand[]> {
  const found = new Map<string, Demand[]>();
  for (const type of compositeTypes(supergraph).values())
    for (const field of type.fields ?? [])
      for (const [graph, requires] of requirements(field)) {
        const uses = new Map(usesIn(parseFieldSet(requires), { twins, path: '' }));
        const demand = { coordinate: `${type.name.value}.${field.name.value}`, types: namesOf(type), uses };
        found.set(graph, [...(found.get(graph) ?? []), demand]);
      }
  return found;
}

function requirements(field: FieldDefinitionNode): readonly (readonly [string, string])[] {
  return (field.directives ?? []).flatMap((directive) => {
    const [graph, requires] = [argumentOf(directive, 'graph'), argumentOf(directive, 'requires')];
    return directive.name.value !== 'join__field' || graph === null || requires === null ? [] : [[graph, requires]];
  });
}

/** Type conditions count for nothing here: two of them may hold for one object. */
function* usesIn(
  set: SelectionSetNode,
  { twins, path }: { readonly twins: Twins; readonly path: string },
): Generator<readonly [string, string]> {
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) yield* usesIn(node.selectionSet, { twins, path });
    if (node.kind !== Kind.FIELD) continue;
    const name = node.name.value;
    const place = `${path}.${twins.get(name)?.field ?? name}`;
    yield [place, name];
    if (node.selectionSet !== undefined) yield* usesIn(node.selectionSet, { twins, path: place });
  }
}

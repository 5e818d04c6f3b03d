import { type ConstDirectiveNode, type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { type CompositeNode, compositeTypes, namesOf, typeIn } from './composites';
import { parseFieldSet } from './fieldSet';
import { argumentOf, isJoin } from './joins';

type Types = ReadonlyMap<string, CompositeNode>;

interface Place {
  readonly type: string;
  readonly graph: string;
  readonly types: Types;
}

/**
 * Takes away the external copies of fields that no key, `@requires` or `@provides` of their subgraph asks any more,
 * now that twins are asked in their place and demands have moved: the engine refuses a supergraph that has such.
 */
export function withoutIdleExternals(supergraph: DocumentNode): DocumentNode {
  const used = usedExternals(supergraph);
  const definitions = supergraph.definitions.map((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return node;
    const fields = (node.fields ?? []).map((field) => {
      const places = namesOf(node).map((type) => `${type}.${field.name.value}`);
      const isUsed = (join: ConstDirectiveNode): boolean =>
        argumentOf(join, 'external') !== 'true' ||
        places.some((coordinate) => used.has(`${argumentOf(join, 'graph')} ${coordinate}`));
      return { ...field, directives: (field.directives ?? []).filter((one) => !isJoin(one) || isUsed(one)) };
    });
    return { ...node, fields };
  });
  return { ...supergraph, definitions };
}

/** Subgraph and coordinate of every field that a field set asks, and of every interface's field. */
function usedExternals(supergraph: DocumentNode): ReadonlySet<string> {
  const types = compositeTypes(supergraph);
  return new Set([...types.values()].flatMap((type) => [...usedBy(type, types)]));
}

function* usedBy(type: CompositeNode, types: Types): Generator<string> {
  const name = type.name.value;
  for (const join of type.directives ?? []) yield* asked(join, 'key', { type: name, types });
  for (const field of type.fields ?? [])
    for (const join of (field.directives ?? []).filter(isJoin)) {
      const graph = argumentOf(join, 'graph');
      yield* asked(join, 'requires', { type: name, types });
      yield* asked(join, 'provides', { type: typeIn(field, graph), types });
      if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) yield `${graph} ${name}.${field.name.value}`;
    }
}

function* asked(
  join: ConstDirectiveNode,
  argument: 'key' | 'requires' | 'provides',
  { type, types }: { readonly type: string; readonly types: Types },
): Generator<string> {
  const [text, graph] = [argumentOf(join, argument), argumentOf(join, 'graph')];
  if (text !== null && graph !== null) yield* coordinates(parseFieldSet(text), { type, graph, types });
}

function* coordinates(set: SelectionSetNode, { type, graph, types }: Place): Generator<string> {
  for (const node of set.selections) {
    if (node.kind === Kind.FRAGMENT_SPREAD) continue;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      yield* coordinates(node.selectionSet, { type: node.typeCondition?.name.value ?? type, graph, types });
      continue;
    }
    yield `${graph} ${type}.${node.name.value}`;
    const field = types.get(type)?.fields?.find(({ name }) => name.value === node.name.value);
    if (field !== undefined && node.selectionSet !== undefined)
      yield* coordinates(node.selectionSet, { type: typeIn(field, graph), graph, types });
  }
}

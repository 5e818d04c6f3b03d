import {
  type ConstArgumentNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { withMark } from '../inaccessible';
import { type CompositeNode, compositeTypes, namesOf, typeIn } from './composites';
import { parseFieldSet, printFieldSet } from './fieldSet';
import { argumentOf, isJoin, withArgument } from './joins';

/** What a twin stands for: a field with the arguments that one `@requires` gives it. */
export interface Twin {
  readonly field: string;
  readonly arguments: readonly ConstArgumentNode[];
}

/**
 * Gives each field that a `@requires` asks with arguments a twin without, inaccessible and in the same subgraphs, and
 * lets the `@requires` ask the twin. The planner knows a field by its response name alone: the same field asked with
 * other arguments, by the client or another `@requires`, would be dropped without a word.
 */
export function withTwins(supergraph: DocumentNode): {
  readonly document: DocumentNode;
  readonly twins: ReadonlyMap<string, Twin>;
} {
  const maker = new TwinMaker(compositeTypes(supergraph));
  const asking = eachField(supergraph, (type, field) => [maker.askingTwins(type, field)]);
  const document = eachField(asking, (type, field) => [field, ...maker.twinsOf(type, field)]);
  return { document, twins: maker.twins };
}

function eachField(
  document: DocumentNode,
  change: (type: CompositeNode, field: FieldDefinitionNode) => readonly FieldDefinitionNode[],
): DocumentNode {
  const definitions = document.definitions.map((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? { ...node, fields: (node.fields ?? []).flatMap((field) => change(node, field)) }
      : node,
  );
  return { ...document, definitions };
}

class TwinMaker {
  readonly twins = new Map<string, Twin>();
  readonly #names = new Map<string, string>();
  /** Names of twins by the coordinate of their origin. */
  readonly #needed = new Map<string, Set<string>>();
  readonly #taken: ReadonlySet<string>;

  constructor(private readonly types: ReadonlyMap<string, CompositeNode>) {
    this.#taken = new Set([...types.values()].flatMap((type) => (type.fields ?? []).map((field) => field.name.value)));
  }

  askingTwins(type: CompositeNode, field: FieldDefinitionNode): FieldDefinitionNode {
    const directives = (field.directives ?? []).map((directive) => {
      const requires = argumentOf(directive, 'requires');
      if (!isJoin(directive) || requires === null) return directive;
      const graph = argumentOf(directive, 'graph');
      const set = this.#selections(parseFieldSet(requires), { type: type.name.value, graph });
      return withArgument(directive, 'requires', printFieldSet(set));
    });
    return { ...field, directives };
  }

  /** A twin of an interface's field stands in the types that implement it, too. */
  twinsOf(type: CompositeNode, field: FieldDefinitionNode): readonly FieldDefinitionNode[] {
    const needed = namesOf(type).flatMap((name) => [...(this.#needed.get(`${name}.${field.name.value}`) ?? [])]);
    const names = new Set(needed);
    return [...names].map((value) => ({
      ...field,
      name: { kind: Kind.NAME, value },
      arguments: [],
      directives: withMark((field.directives ?? []).filter(isJoin)),
    }));
  }

  #selections(set: SelectionSetNode, within: Place): SelectionSetNode {
    return { ...set, selections: set.selections.map((one) => this.#selection(one, within)) };
  }

  #selection(node: SelectionNode, { type, graph }: Place): SelectionNode {
    if (node.kind === Kind.FRAGMENT_SPREAD) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const inner = { type: node.typeCondition?.name.value ?? type, graph };
      return { ...node, selectionSet: this.#selections(node.selectionSet, inner) };
    }
    const field = this.types.get(type)?.fields?.find(({ name }) => name.value === node.name.value);
    const asked = field === undefined || (node.arguments ?? []).length === 0 ? node : this.#twin(node, type);
    if (field === undefined || asked.selectionSet === undefined) return asked;
    return { ...asked, selectionSet: this.#selections(asked.selectionSet, { type: typeIn(field, graph), graph }) };
  }

  #twin(node: FieldNode, type: string): FieldNode {
    const field = node.name.value;
    const text = print({ kind: Kind.FIELD, name: node.name, arguments: node.arguments ?? [] });
    const value = this.#names.get(text) ?? this.#freeName(field);
    this.#names.set(text, value);
    this.twins.set(value, { field, arguments: (node.arguments ?? []) as readonly ConstArgumentNode[] });
    const coordinate = `${type}.${field}`;
    this.#needed.set(coordinate, (this.#needed.get(coordinate) ?? new Set()).add(value));
    return { ...node, name: { kind: Kind.NAME, value }, arguments: [] };
  }

  #freeName(field: string, at = 1): string {
    const name = `${field}__${at}`;
    return this.#taken.has(name) || this.twins.has(name) ? this.#freeName(field, at + 1) : name;
  }
}

interface Place {
  readonly type: string;
  readonly graph: string | null;
}

import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  Kind,
} from 'graphql';
import type { CompositeNode } from './composites';
import { type Copies, copiesOf } from './copies';
import { argumentOf, withArgument } from './joins';
import type { Twin } from './twins';

const GRAPHS = 'join__Graph';
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * A representation has room for one value of a field. Where a subgraph has two fields whose `@requires` fill the same
 * place differently, one of them moves to a clone of the subgraph: the same server under another name, asked apart.
 * Clones have no root fields.
 */
export function withClones(
  supergraph: DocumentNode,
  twins: ReadonlyMap<string, Twin>,
): { readonly document: DocumentNode; readonly clones: ReadonlyMap<string, string> } {
  const copies = copiesOf(supergraph, twins);
  if (copies.size === 0) return { document: supergraph, clones: new Map() };
  const maker = new CloneMaker(supergraph, copies);
  const definitions = supergraph.definitions.map((node) => maker.definition(node));
  return { document: { ...supergraph, definitions }, clones: maker.origins };
}

class CloneMaker {
  /** The subgraph's name by its clone's. */
  readonly origins = new Map<string, string>();
  /** The values of `join__Graph` of a subgraph that has clones: its own first, then theirs. */
  readonly #graphs = new Map<string, readonly string[]>();

  constructor(
    supergraph: DocumentNode,
    private readonly copies: Copies,
  ) {
    const enums = supergraph.definitions.filter((node) => node.kind === Kind.ENUM_TYPE_DEFINITION);
    const taken = enums.flatMap((node) => (node.name.value === GRAPHS ? (node.values ?? []).flatMap(namesOf) : []));
    for (const [graph, placed] of copies) {
      const count = Math.max(...placed.values());
      const clones = [...Array(count).keys()].map((at) => freeName(`${graph}__${at + 1}`, taken));
      this.#graphs.set(graph, [graph, ...clones]);
    }
  }

  definition(node: DefinitionNode): DefinitionNode {
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        return { ...this.#joined(node), fields: (node.fields ?? []).map((field) => this.#field(field, node)) };
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return { ...this.#joined(node), fields: (node.fields ?? []).map((field) => this.#joined(field)) };
      case Kind.ENUM_TYPE_DEFINITION:
        return { ...this.#joined(node), values: (node.values ?? []).flatMap((value) => this.#value(value, node)) };
      case Kind.UNION_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_DEFINITION:
        return this.#joined(node);
      default:
        return node;
    }
  }

  #value(value: EnumValueDefinitionNode, type: EnumTypeDefinitionNode): readonly EnumValueDefinitionNode[] {
    if (type.name.value !== GRAPHS) return [this.#joined(value)];
    const [, ...clones] = this.#graphs.get(value.name.value) ?? [];
    const [origin = ''] = namesOf(value).slice(1);
    return [
      value,
      ...clones.map((clone) => {
        this.origins.set(clone, origin);
        const directives = (value.directives ?? []).map((directive) => withArgument(directive, 'name', clone));
        return { ...value, name: { kind: Kind.NAME, value: clone }, directives } as const;
      }),
    ];
  }

  #field(field: FieldDefinitionNode, type: CompositeNode): FieldDefinitionNode {
    const directives = field.directives ?? [];
    if (ROOTS.has(type.name.value)) return { ...field, directives: explicit(directives, type) };
    const coordinate = `${type.name.value}.${field.name.value}`;
    return {
      ...field,
      directives: directives.flatMap((directive) => {
        const graph = argumentOf(directive, 'graph') ?? '';
        const copy = this.copies.get(graph)?.get(coordinate);
        const only = copy === undefined ? undefined : this.#graphs.get(graph)?.[copy];
        return only === undefined ? this.#copied(directive) : [withArgument(directive, 'graph', only)];
      }),
    };
  }

  #joined<T extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(node: T): T {
    return { ...node, directives: (node.directives ?? []).flatMap((directive) => this.#copied(directive)) };
  }

  #copied(directive: ConstDirectiveNode): readonly ConstDirectiveNode[] {
    const graphs = this.#graphs.get(argumentOf(directive, 'graph') ?? '');
    if (graphs === undefined || !directive.name.value.startsWith('join__')) return [directive];
    return graphs.map((graph) => withArgument(directive, 'graph', graph));
  }
}

/** A root field that says by silence that all subgraphs answer it, said aloud, so that clones do not. */
function explicit(directives: readonly ConstDirectiveNode[], type: CompositeNode): readonly ConstDirectiveNode[] {
  if (directives.some((one) => one.name.value === 'join__field')) return directives;
  const graphs = (type.directives ?? []).filter((one) => one.name.value === 'join__type');
  const joins = graphs.map(({ arguments: args = [], ...directive }) => ({
    ...directive,
    name: { kind: Kind.NAME, value: 'join__field' } as const,
    arguments: args.filter((argument) => argument.name.value === 'graph'),
  }));
  return [...directives, ...joins];
}

/** The value of `join__Graph` and the name of the subgraph. */
function namesOf(value: EnumValueDefinitionNode): readonly string[] {
  return [value.name.value, ...(value.directives ?? []).flatMap((directive) => argumentOf(directive, 'name') ?? [])];
}

function freeName(name: string, taken: readonly string[]): string {
  return taken.includes(name) ? freeName(`${name}_`, taken) : name;
}

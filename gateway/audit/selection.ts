import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from 'graphql';
import { namedType, SchemaElements, type TypeElement } from '../../schema/elements';
import { type PersonElements, personElements } from '../../schema/persons';

/** What one operation may answer of persons, by the schema alone: aliases, fragments and abstract types followed. */
export interface Selection extends PersonElements {
  readonly operation: 'query' | 'mutation' | 'subscription';
}

/** Finds the selection of an operation that was accepted; null when the document has no such operation. */
export type SelectionOf = (document: string, operationName: string | null) => Selection | null;

export function selectionReader(supergraphSdl: string): SelectionOf {
  const elements = new SchemaElements(parse(supergraphSdl, { noLocation: true }));
  const persons = personElements(elements);
  return (document, operationName) => {
    const { definitions } = parse(document, { noLocation: true });
    const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    const [operation] =
      operations.length === 1 ? operations : operations.filter(({ name }) => name?.value === operationName);
    if (operation === undefined) return null;
    const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    const walker = new Walker({ elements, fragments: new Map(fragments.map((node) => [node.name.value, node])) });
    walker.visit(operation.selectionSet, rootOf(operation));
    return {
      operation: operation.operation,
      fields: new Set([...walker.coordinates].filter((coordinate) => persons.fields.has(coordinate))),
      types: new Set([...walker.types].filter((type) => persons.types.has(type))),
    };
  };
}

function rootOf({ operation }: OperationDefinitionNode): string {
  return operation.charAt(0).toUpperCase() + operation.slice(1);
}

interface Walked {
  readonly elements: SchemaElements;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

class Walker {
  readonly coordinates = new Set<string>();
  readonly types = new Set<string>();
  readonly #spread = new Set<string>();

  constructor(private readonly of: Walked) {}

  visit(set: SelectionSetNode, typeName: string): void {
    for (const type of this.#possible(typeName)) this.types.add(type);
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          this.#field(selection.name.value, { set: selection.selectionSet, typeName });
          break;
        case Kind.INLINE_FRAGMENT:
          this.visit(selection.selectionSet, selection.typeCondition?.name.value ?? typeName);
          break;
        case Kind.FRAGMENT_SPREAD:
          this.#fragment(selection.name.value);
      }
    }
  }

  #field(
    name: string,
    { set, typeName }: { readonly set: SelectionSetNode | undefined; readonly typeName: string },
  ): void {
    for (const type of this.#possible(typeName)) this.coordinates.add(`${type}.${name}`);
    const below = this.#type(typeName)?.members.find((member) => member.name === name)?.type;
    if (set !== undefined && below !== undefined && below !== null) this.visit(set, namedType(below));
  }

  /** Once each: what a fragment selects does not depend on where it is spread. */
  #fragment(name: string): void {
    const fragment = this.of.fragments.get(name);
    if (fragment === undefined || this.#spread.has(name)) return;
    this.#spread.add(name);
    this.visit(fragment.selectionSet, fragment.typeCondition.name.value);
  }

  #type(name: string): TypeElement | undefined {
    return this.of.elements.types.get(name);
  }

  #possible(name: string): readonly string[] {
    const members = this.#type(name)?.unionMembers ?? [];
    const concrete = [...members, ...this.of.elements.implementations(name)];
    return concrete.length === 0 ? [name] : concrete;
  }
}

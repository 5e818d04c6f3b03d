import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  getLocation,
  Kind,
  type Location,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import type { Category } from './categories';
import { categoriesOf, isExternal } from './expand';

/** One element of a schema with what `@classified` says of it. Coordinates are those of the GraphQL specification. */
export interface Element {
  readonly coordinate: string;
  readonly name: string;
  readonly parent: string | null;
  readonly kind: 'type' | 'field' | 'argument' | 'inputField' | 'enumValue';
  /** Object, interface, input and enum types carry none: their members do. */
  readonly isClassifiable: boolean;
  readonly categories: readonly (Category | null)[];
  /** Empty where there is none. */
  readonly description: string;
  /** File and line of the declaration; empty where the document came from no file. */
  readonly place: string;
  /** A copy of another subgraph's field, which alone classifies it. */
  readonly isExternal: boolean;
}

export interface Member extends Element {
  readonly type: TypeNode | null;
  readonly default: ConstValueNode | null;
  readonly isRequired: boolean;
  readonly args: readonly Member[];
}

export interface TypeElement extends Element {
  readonly definition: TypeDefinitionNode['kind'];
  readonly members: readonly Member[];
  readonly interfaces: readonly string[];
  readonly unionMembers: readonly string[];
}

const MACHINERY = /^(join|link|core|classified|federation|fed)__|^_/;
const BY_THEMSELVES = new Set<string>([Kind.SCALAR_TYPE_DEFINITION, Kind.UNION_TYPE_DEFINITION]);

/** The types of a schema document with all their elements, without the machinery of federation. */
export class SchemaElements {
  readonly types: ReadonlyMap<string, TypeElement>;

  constructor(document: DocumentNode) {
    this.types = new Map(
      document.definitions
        .filter(isType)
        .filter((node) => !MACHINERY.test(node.name.value))
        .map((node) => [node.name.value, typeElement(node)]),
    );
  }

  /** Every element: types, and their members and arguments. */
  get all(): readonly Element[] {
    return [...this.types.values()].flatMap((type) => [type, ...type.members.flatMap((one) => [one, ...one.args])]);
  }

  implementations(name: string): readonly string[] {
    return [...this.types.values()].filter((type) => type.interfaces.includes(name)).map((type) => type.name);
  }

  /** Names of the types that a visible use of `name` leads to. */
  named(name: string, hidden: ReadonlySet<string>): readonly string[] {
    const type = this.types.get(name);
    if (type === undefined) return [];
    const members = type.members.filter((member) => !hidden.has(member.coordinate));
    const args = members.flatMap((member) => member.args).filter((argument) => !hidden.has(argument.coordinate));
    const types = [...members, ...args].flatMap((member) => (member.type === null ? [] : [namedType(member.type)]));
    return [...types, ...type.unionMembers, ...type.interfaces, ...this.implementations(name)];
  }
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function isType(node: DefinitionNode): node is TypeDefinitionNode {
  return node.kind.endsWith('TypeDefinition');
}

function typeElement(node: TypeDefinitionNode): TypeElement {
  const name = node.name.value;
  return {
    coordinate: name,
    name,
    parent: null,
    kind: 'type',
    isClassifiable: BY_THEMSELVES.has(node.kind),
    categories: categoriesOf(node),
    description: node.description?.value ?? '',
    place: placeOf(node),
    isExternal: false,
    definition: node.kind,
    members: membersOf(node),
    interfaces: 'interfaces' in node ? (node.interfaces ?? []).map((one) => one.name.value) : [],
    unionMembers: node.kind === Kind.UNION_TYPE_DEFINITION ? (node.types ?? []).map((one) => one.name.value) : [],
  };
}

function membersOf(node: TypeDefinitionNode): readonly Member[] {
  const parent = node.name.value;
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return (node.fields ?? []).map((field) => {
        const coordinate = `${parent}.${field.name.value}`;
        const args = (field.arguments ?? []).map((argument) =>
          member(argument, { parent, kind: 'argument', coordinate: `${coordinate}(${argument.name.value}:)` }),
        );
        return { ...member(field, { parent, kind: 'field', coordinate }), args };
      });
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).map((field) =>
        member(field, { parent, kind: 'inputField', coordinate: `${parent}.${field.name.value}` }),
      );
    case Kind.ENUM_TYPE_DEFINITION:
      return (node.values ?? []).map((value) =>
        member(value, { parent, kind: 'enumValue', coordinate: `${parent}.${value.name.value}` }),
      );
    default:
      return [];
  }
}

interface MemberNode {
  readonly loc?: Location | undefined;
  readonly name: { readonly value: string };
  readonly description?: { readonly value: string } | undefined;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
  readonly type?: TypeNode;
  readonly defaultValue?: ConstValueNode | undefined;
}

function member(node: MemberNode, place: Pick<Member, 'parent' | 'kind' | 'coordinate'>): Member {
  return {
    ...place,
    name: node.name.value,
    isClassifiable: true,
    categories: categoriesOf(node),
    description: node.description?.value ?? '',
    place: placeOf(node),
    isExternal: isExternal(node),
    type: node.type ?? null,
    default: node.defaultValue ?? null,
    isRequired: node.type?.kind === Kind.NON_NULL_TYPE && node.defaultValue === undefined,
    args: [],
  };
}

function placeOf({ loc }: { readonly loc?: Location | undefined }): string {
  return loc === undefined ? '' : `${loc.source.name}:${getLocation(loc.source, loc.start).line}`;
}

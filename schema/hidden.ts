import { type ConstValueNode, type DocumentNode, Kind } from 'graphql';
import { type Element, type Member, namedType, SchemaElements, type TypeElement } from './elements';
import type { Clearance } from './policy';

const BUILT_IN = new Set(['ID', 'String', 'Int', 'Float', 'Boolean']);
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * Schema coordinates that a clearance does not reach: elements with a category outside it or with none, mutations
 * outside its acts, and to a fixed point everything that could only be used together with one of those.
 */
export function hiddenCoordinates(
  supergraph: DocumentNode,
  clearance: Pick<Clearance, 'categories' | 'acts'>,
): ReadonlySet<string> {
  const elements = new SchemaElements(supergraph);
  const hidden = new Set<string>();
  for (const element of elements.all) {
    if (!isGranted(element, clearance)) hidden.add(element.coordinate);
  }
  let before: number;
  do {
    before = hidden.size;
    for (const coordinate of dependents(elements, hidden)) hidden.add(coordinate);
    for (const coordinate of unreachable(elements, hidden)) hidden.add(coordinate);
  } while (hidden.size > before);
  return hidden;
}

function isGranted(element: Element, clearance: Pick<Clearance, 'categories' | 'acts'>): boolean {
  if (!element.isClassifiable) return true;
  if (element.parent === 'Mutation' && element.kind === 'field' && !clearance.acts.includes(element.name)) return false;
  const held: readonly (string | null)[] = clearance.categories;
  return element.categories.length > 0 && element.categories.every((category) => held.includes(category));
}

function* dependents(elements: SchemaElements, hidden: ReadonlySet<string>): Generator<string> {
  for (const type of elements.types.values()) {
    const members = type.members.flatMap((member) => [member, ...member.args]);
    for (const fallen of members.filter((member) => memberFalls(member, hidden))) yield fallen.coordinate;
    if (type.name !== 'Query' && typeFalls(type, elements, hidden)) yield type.name;
    for (const name of type.interfaces) yield* fieldsLaxerThan(name, type.members, { elements, hidden });
  }
}

function memberFalls(member: Member, hidden: ReadonlySet<string>): boolean {
  if (member.type !== null && hidden.has(namedType(member.type))) return true;
  if (member.args.some((argument) => argument.isRequired && hidden.has(argument.coordinate))) return true;
  return member.type !== null && member.default !== null && usesHidden(member.default, namedType(member.type), hidden);
}

function typeFalls(type: TypeElement, elements: SchemaElements, hidden: ReadonlySet<string>): boolean {
  switch (type.definition) {
    case Kind.UNION_TYPE_DEFINITION:
      return type.unionMembers.every((name) => hidden.has(name));
    case Kind.SCALAR_TYPE_DEFINITION:
      return false;
    case Kind.INTERFACE_TYPE_DEFINITION:
      return elements.implementations(type.name).every((name) => hidden.has(name)) || allHidden(type.members, hidden);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (
        type.members.some((one) => one.isRequired && hidden.has(one.coordinate)) || allHidden(type.members, hidden)
      );
    default:
      return allHidden(type.members, hidden);
  }
}

function allHidden(members: readonly Member[], hidden: ReadonlySet<string>): boolean {
  return members.every((member) => hidden.has(member.coordinate));
}

/** An interface must not offer a field that one of its implementations hides: `... on` would tell the two apart. */
function* fieldsLaxerThan(
  name: string,
  members: readonly Member[],
  { elements, hidden }: { readonly elements: SchemaElements; readonly hidden: ReadonlySet<string> },
): Generator<string> {
  for (const field of elements.types.get(name)?.members ?? []) {
    const own = members.find((member) => member.name === field.name);
    if (own !== undefined && hidden.has(own.coordinate)) yield field.coordinate;
  }
}

function usesHidden(value: ConstValueNode, type: string, hidden: ReadonlySet<string>): boolean {
  switch (value.kind) {
    case Kind.ENUM:
      return hidden.has(`${type}.${value.value}`);
    case Kind.LIST:
      return value.values.some((one) => usesHidden(one, type, hidden));
    case Kind.OBJECT:
      return value.fields.some((field) => hidden.has(`${type}.${field.name.value}`));
    default:
      return false;
  }
}

function* unreachable(elements: SchemaElements, hidden: ReadonlySet<string>): Generator<string> {
  const reached = new Set<string>();
  const open = [...ROOTS].filter((name) => elements.types.has(name) && !hidden.has(name));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name) || BUILT_IN.has(name) || hidden.has(name)) continue;
    reached.add(name);
    open.push(...elements.named(name, hidden));
  }
  for (const name of elements.types.keys()) if (!reached.has(name) && !hidden.has(name)) yield name;
}

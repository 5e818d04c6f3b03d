import { type DocumentNode, parse } from 'graphql';
import { type Element, SchemaElements } from './elements';
import { hiddenCoordinates } from './hidden';
import type { Clearance, Policy } from './policy';

export interface ExplainParts {
  readonly supergraphSdl: string;
  readonly subgraphs: ReadonlyMap<string, DocumentNode>;
  readonly policy: Policy;
}

/** Why a role sees a coordinate or not, line by line. Throws a sentence for an unknown role or coordinate. */
export function explain(role: string, coordinate: string, parts: ExplainParts): readonly string[] {
  const { policy, supergraphSdl } = parts;
  const clearance = policy.clearances.find(({ name }) => name === role);
  if (clearance === undefined)
    throw new Error(`role: ${role} is none; give one of ${policy.clearances.map(({ name }) => name).join(', ')}.`);
  const element = elementOf(coordinate, parts);
  const isHidden = hiddenCoordinates(parse(supergraphSdl), clearance).has(coordinate);
  return [
    `${coordinate} ${isHidden ? 'does not exist' : 'exists'} for ${role}.`,
    `It holds ${element.categories.join(', ') || 'no category of its own'}${element.place === '' ? '' : `, stated at ${element.place}`}.`,
    ...element.categories.flatMap((category) => groundLines(String(category), clearance, policy)),
    ...actLines(element, clearance),
    ...(isHidden && isGranted(element, clearance)
      ? ['All of this is granted; it is hidden because it is of use only together with something hidden.']
      : []),
  ];
}

/** The roles that see a coordinate. Throws a sentence for an unknown one. */
export function whoSees(coordinate: string, parts: ExplainParts): readonly string[] {
  elementOf(coordinate, parts);
  const supergraph = parse(parts.supergraphSdl);
  return parts.policy.clearances
    .filter((clearance) => !hiddenCoordinates(supergraph, clearance).has(coordinate))
    .map(({ name }) => name);
}

function elementOf(coordinate: string, { subgraphs }: ExplainParts): Element {
  const found = [...subgraphs.values()]
    .flatMap((document) => new SchemaElements(document).all)
    .find((element) => element.coordinate === coordinate && !element.isExternal);
  if (found === undefined)
    throw new Error(`coordinate: the graph has no ${coordinate}; write Type, Type.field or Type.field(argument:).`);
  return found;
}

function groundLines(category: string, clearance: Clearance, policy: Policy): readonly string[] {
  const grounds = (policy.grounds.get(clearance.name) ?? []).filter(({ categories }) =>
    categories.some((one) => one === category),
  );
  if (grounds.length === 0) return [`${category}: policy.yaml grants it to ${clearance.name} in no line.`];
  return grounds.map(({ rows, reason, source }) =>
    rows === 'withheld'
      ? `${category}: withheld; ${reason} (${source}).`
      : `${category}: granted for rows «${rows}»; ${reason} (${source}).`,
  );
}

function actLines({ parent, name }: Element, { acts, name: role }: Clearance): readonly string[] {
  if (parent !== 'Mutation') return [];
  return [acts.includes(name) ? `It is among the acts of ${role}.` : `It is not among the acts of ${role}.`];
}

function isGranted({ categories, parent, name }: Element, { categories: held, acts }: Clearance): boolean {
  const isAct = parent !== 'Mutation' || acts.includes(name);
  return isAct && categories.every((category) => category !== null && held.includes(category));
}

import {
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { namedType } from '../elements';
import { argumentOf, isJoin } from './joins';

export type CompositeNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** The object and interface types of a supergraph by name. */
export function compositeTypes(supergraph: DocumentNode): ReadonlyMap<string, CompositeNode> {
  const types = supergraph.definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  return new Map(types.map((node) => [node.name.value, node]));
}

/** The type and the interfaces it implements. */
export function namesOf(type: CompositeNode): readonly string[] {
  return [type.name.value, ...(type.interfaces ?? []).map((one) => one.name.value)];
}

/** The type that a field has in one subgraph, which may be narrower than the supergraph's. */
export function typeIn(field: FieldDefinitionNode, graph: string | null): string {
  const own = (field.directives ?? []).find((one) => isJoin(one) && argumentOf(one, 'graph') === graph);
  const text = own === undefined ? null : argumentOf(own, 'type');
  return text?.replace(/[[\]!]/g, '') ?? namedType(field.type);
}

import type { ConstDirectiveNode, DefinitionNode, DocumentNode } from 'graphql';
import { argumentOf } from './joins';

/**
 * Orders the keys of each type so that those a subgraph resolves come first: the planner comes back to a subgraph by
 * its first key, whether that one is resolvable or not.
 */
export function resolvableFirst(supergraph: DocumentNode): DocumentNode {
  return { ...supergraph, definitions: supergraph.definitions.map(ordered) };
}

function ordered(node: DefinitionNode): DefinitionNode {
  if (!('directives' in node) || !node.kind.endsWith('TypeDefinition')) return node;
  const directives = (node.directives ?? []) as readonly ConstDirectiveNode[];
  const last = directives.filter(isUnresolvable);
  return { ...node, directives: [...directives.filter((one) => !isUnresolvable(one)), ...last] } as DefinitionNode;
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type' && argumentOf(directive, 'resolvable') === 'false';
}

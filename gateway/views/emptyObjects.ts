import type { ApolloGateway } from '@apollo/gateway';
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

type Executor = ApolloGateway['executor'];
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * Has an object asked for of which every field is left out, so that it is answered as `{}`. The planner takes the
 * conditions of a field and those of all that it selects for one, and asks for nothing where they do not all hold: it
 * would answer null without a word. The conditions of a fragment around the field it takes for what they say.
 */
export function emptyObjects(execute: Executor): Executor {
  const known = new WeakMap<DocumentNode, DocumentNode>();
  return (asked) => {
    const document = known.get(asked.document) ?? withConditionsAround(asked.document);
    known.set(asked.document, document);
    return execute({ ...asked, document });
  };
}

function withConditionsAround(document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  return visit(document, {
    Field: {
      leave: (node): FieldNode | InlineFragmentNode =>
        node.selectionSet !== undefined && isConditional(node) && mayBeEmpty(node.selectionSet, fragments)
          ? around(node)
          : node,
    },
  });
}

function around(node: FieldNode): InlineFragmentNode {
  const conditions = node.directives?.filter(isCondition) ?? [];
  const field = { ...node, directives: node.directives?.filter((one) => !isCondition(one)) ?? [] };
  return {
    kind: Kind.INLINE_FRAGMENT,
    directives: conditions,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  };
}

function mayBeEmpty({ selections }: SelectionSetNode, fragments: Fragments): boolean {
  return selections.every((node) => {
    if (isConditional(node)) return true;
    const below = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    return node.kind !== Kind.FIELD && below?.selectionSet !== undefined && mayBeEmpty(below.selectionSet, fragments);
  });
}

function isConditional({ directives = [] }: SelectionNode): boolean {
  return directives.some(isCondition);
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

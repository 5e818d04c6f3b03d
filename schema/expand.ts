import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';
import { type Category, isCategory, PROTECTED } from './categories';

type Directives = readonly ConstDirectiveNode[];
interface Classifiable {
  readonly directives?: Directives | undefined;
}
type TypeNode = TypeDefinitionNode | TypeExtensionNode;

const OWN_ALONE = new Set<string>([Kind.SCALAR_TYPE_DEFINITION, Kind.UNION_TYPE_DEFINITION]);

/**
 * Writes a type's `@classified` onto every field, argument, input field and enum value the same file declares without
 * its own, and takes it off the type: composition would unite type directives over subgraphs. Under a protected
 * default an element's own categories are added, elsewhere they replace it. Scalars and unions keep theirs.
 */
export function expand(document: DocumentNode): DocumentNode {
  return { ...document, definitions: document.definitions.map(expandDefinition) };
}

/** The categories that `@classified` gives one element; an unknown name is passed on as null, so that it hides. */
export function categoriesOf(node: Classifiable): readonly (Category | null)[] {
  return (node.directives ?? []).filter(isClassified).map((directive) => {
    const value = directive.arguments?.find((argument) => argument.name.value === 'as')?.value;
    return value?.kind === Kind.ENUM && isCategory(value.value) ? value.value : null;
  });
}

/** The node without its `@classified`. */
export function unclassified<T extends Classifiable>(node: T): T {
  return { ...node, directives: (node.directives ?? []).filter((directive) => !isClassified(directive)) };
}

/** Whether a field is `@external`: its owner classifies it. */
export function isExternal({ directives }: Classifiable): boolean {
  return (directives ?? []).some((directive) => directive.name.value === 'external');
}

function isClassified(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'classified';
}

function expandDefinition(node: DefinitionNode): DefinitionNode {
  if (!isTypeNode(node) || OWN_ALONE.has(node.kind)) return node;
  const given = (node.directives ?? []).filter(isClassified);
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION: {
      const fields = (node.fields ?? []).map((field) => {
        const own = withDefault(field, given);
        const args = (field.arguments ?? []).map((argument) =>
          withDefault(argument, own.directives.filter(isClassified)),
        );
        return { ...own, arguments: args };
      });
      return { ...unclassified(node), fields };
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return { ...unclassified(node), fields: (node.fields ?? []).map((field) => withDefault(field, given)) };
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      return { ...unclassified(node), values: (node.values ?? []).map((value) => withDefault(value, given)) };
    default:
      return node;
  }
}

function withDefault<T extends Classifiable>(node: T, given: Directives): T & { readonly directives: Directives } {
  const own = node.directives ?? [];
  if (isExternal(node)) return { ...node, directives: own };
  const protectedDefault = categoriesOf({ directives: given }).some((one) => one === null || PROTECTED.has(one));
  if (own.some(isClassified) && !protectedDefault) return { ...node, directives: own };
  const present = new Set(categoriesOf(node));
  const added = given.filter(
    (directive) => !categoriesOf({ directives: [directive] }).every((one) => present.has(one)),
  );
  return { ...node, directives: [...own, ...added] };
}

function isTypeNode(node: DefinitionNode): node is TypeNode {
  return node.kind.endsWith('TypeDefinition') || node.kind.endsWith('TypeExtension');
}

import { Kind, parse, print, type SelectionSetNode } from 'graphql';

/** The selection that a `join__FieldSet` writes without its outer braces. */
export function parseFieldSet(text: string): SelectionSetNode {
  const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A field set is one selection.');
  return operation.selectionSet;
}

/** The text of a `join__FieldSet`, on one line. */
export function printFieldSet(set: SelectionSetNode): string {
  return print(set)
    .replace(/^\{|\}$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

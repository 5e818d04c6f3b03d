import { type DocumentNode, type FieldNode, Kind, parse, print, type SelectionNode, visit } from 'graphql';
import { differingPart } from './compare';
import type { Harness } from './harness';
import type { Operation } from './operations';
import { askBoth, type Difference } from './run';
import { WORLDS } from './twoWorlds';

const MAX_TRIES = 200;

/** The smallest part of the operation that still tells the worlds apart. A mutation is left as it is: it would act again. */
export async function shrink(harness: Harness, difference: Difference): Promise<Difference> {
  let smallest = difference;
  let tries = 0;
  for (let cut = 0; tries < MAX_TRIES; tries += 1) {
    const query = without(smallest.operation.query, cut);
    if (query === null) break;
    const operation: Operation = { ...smallest.operation, query };
    const answers = await askBoth(harness, { operation, claims: difference.claims, first: WORLDS[0] });
    const part = differingPart(answers.one, answers.other);
    if (part === null || isRefused(answers.one.body)) cut += 1;
    else smallest = { ...difference, part, operation, answers };
  }
  return smallest;
}

/** A cut that makes the document invalid says nothing of the data. */
function isRefused(body: string): boolean {
  return /GRAPHQL_(PARSE|VALIDATION)_FAILED/.test(body);
}

/** The document without its `cut`-th selection, alias, directive or argument; null when there is none. */
function without(query: string, cut: number): string | null {
  const document = parsed(query);
  if (document === null) return null;
  let at = 0;
  let isCut = false;
  const hit = (): boolean => {
    if (isCut || at++ !== cut) return false;
    isCut = true;
    return true;
  };
  const smaller = visit(document, {
    [Kind.SELECTION_SET]: (node) => {
      const kept: SelectionNode[] =
        node.selections.length > 1 ? node.selections.filter(() => !hit()) : [...node.selections];
      return kept.length === node.selections.length ? undefined : { ...node, selections: kept };
    },
    [Kind.FIELD]: (node: FieldNode) => {
      if (node.directives !== undefined && node.directives.length > 0 && hit()) return { ...node, directives: [] };
      const kept = (node.arguments ?? []).filter(() => !hit());
      return kept.length === (node.arguments ?? []).length ? undefined : { ...node, arguments: kept };
    },
  });
  return isCut ? print(smaller).replace(/\s+/g, ' ') : null;
}

function parsed(query: string): DocumentNode | null {
  try {
    const document = parse(query, { noLocation: true });
    const isQuery = document.definitions.every(
      (node) => node.kind !== Kind.OPERATION_DEFINITION || node.operation === 'query',
    );
    return isQuery ? document : null;
  } catch {
    return null;
  }
}

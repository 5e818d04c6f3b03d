import type { GraphQLDataSource } from '@apollo/gateway';
import { type FieldNode, Kind, parse, print, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Twin } from '../../schema/planner/twins';

type Twins = ReadonlyMap<string, Twin>;

const MAX_OPERATIONS = 1000;

/** A subgraph that is asked for the fields that twins stand for, and told of them by their own names. */
export function twinlessSource(source: GraphQLDataSource, twins: Twins): GraphQLDataSource {
  if (twins.size === 0) return source;
  const operations = new LRUCache<string, string>({ max: MAX_OPERATIONS });
  const translated = (query: string): string => {
    const text = operations.get(query) ?? withoutTwins(query, twins);
    operations.set(query, text);
    return text;
  };
  return {
    process: (options) => {
      const { query, variables } = options.request;
      const request = {
        ...options.request,
        ...(query === undefined ? {} : { query: translated(query) }),
        ...(variables === undefined ? {} : { variables: filled(variables, twins) }),
      };
      return source.process({ ...options, request } as typeof options);
    },
  };
}

/** The operation with each twin as an alias of the field it stands for, with that one's arguments; as it is without. */
export function withoutTwins(operation: string, twins: Twins): string {
  const document = parse(operation, { noLocation: true });
  const changed = visit(document, {
    Field: {
      enter: (node): FieldNode | undefined => {
        const twin = twins.get(node.name.value);
        if (twin === undefined) return undefined;
        const name = { kind: Kind.NAME, value: twin.field } as const;
        return { ...node, alias: node.alias ?? node.name, name, arguments: twin.arguments };
      },
    },
  });
  return changed === document ? operation : print(changed);
}

function filled(variables: Readonly<Record<string, unknown>>, twins: Twins): Record<string, unknown> {
  const { representations } = variables;
  return representations === undefined
    ? variables
    : { ...variables, representations: filledAs(representations, twins) };
}

/** What a subgraph is told of an entity: the values of twins under the names that its `@requires` knows. */
export function filledAs(value: unknown, twins: Twins): unknown {
  if (Array.isArray(value)) return value.map((one) => filledAs(one, twins));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [twins.get(name)?.field ?? name, filledAs(one, twins)]),
  );
}

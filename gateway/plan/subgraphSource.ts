import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { RequestContext } from '../context';
import { causeFields, logEvent } from '../log';
import { fits, type Shape } from './answerShape';
import { askOnce } from './askOnce';
import { failedPaths } from './failedPaths';
import { FetchFailure } from './reply';
import { type Distinct, distinctOf } from './representations';
import { readAnswer, repeated, type SubgraphAnswer, unavailable } from './subgraphAnswer';
import type { SubgraphClient } from './subgraphClient';

interface Fetch {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null: not a fetch of entities. */
  readonly entities: Distinct | null;
}

/**
 * A subgraph as Apollo's executor asks it. Whatever is no answer to the fetch in the form the schema gives it becomes
 * the same error at every place it leaves empty. An entity is asked for once, however often the fetch needs it.
 */
export function subgraphSource(client: SubgraphClient, shapeOf: (operation: string) => Shape): GraphQLDataSource {
  const ask = async ({ query, variables, entities }: Fetch, context: RequestContext): Promise<SubgraphAnswer> => {
    const text = await askOnce(client, bodyOf({ query, variables, entities }), context);
    const answer = readAnswer(text, entities?.texts.length ?? null);
    if (answer.data !== null) {
      if (!fits(answer.data, shapeOf(query))) throw new FetchFailure('answer', 'An answer of another form.');
      context.persons.note(answer.extensions);
    }
    return entities === null ? answer : repeated(answer, entities.positions);
  };
  return {
    process: async (options: GraphQLDataSourceProcessOptions) => {
      const context = options.context as RequestContext;
      const fetch = fetchOf(options);
      try {
        return placed(await ask(fetch, context), options);
      } catch (cause) {
        const why = { ...causeFields(cause), ...(cause instanceof FetchFailure ? { reason: cause.kind } : {}) };
        logEvent('subgraph.failed', { requestId: context.requestId, subgraph: client.name, ...why }, 'error');
        return placed({ data: null, errors: [] }, options);
      }
    },
  };
}

function fetchOf({ request }: GraphQLDataSourceProcessOptions): Fetch {
  const { representations, ...variables } = request.variables ?? {};
  return {
    query: request.query ?? '',
    variables,
    entities: isList(representations) ? distinctOf(representations) : null,
  };
}

function bodyOf({ query, variables, entities }: Fetch): string {
  const given = JSON.stringify({ query, variables });
  if (entities === null) return given;
  const isAlone = Object.keys(variables).length === 0;
  return `${given.slice(0, -2)}${isAlone ? '' : ','}"representations":[${entities.texts.join(',')}]}}`;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** An answer without data has an error at each place that stays empty, whatever it said itself without naming one. */
function placed(
  { data, errors }: Pick<SubgraphAnswer, 'data' | 'errors'>,
  { request }: GraphQLDataSourceProcessOptions,
) {
  const isPlaced = data !== null || (errors.length > 0 && errors.every(({ path }) => path !== undefined));
  const representations: unknown = request.variables?.['representations'];
  const all = isPlaced
    ? errors
    : failedPaths(request.query ?? '', isList(representations) ? representations : []).map(unavailable);
  return all.length === 0 ? { data } : { data, errors: [...all] };
}

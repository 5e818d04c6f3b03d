import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { Pool } from 'undici';
import { CALLER_HEADER } from '../../schema/caller';
import type { RequestContext } from '../context';
import { causeFields, logEvent } from '../log';
import { failedPaths } from './failedPaths';
import { readAnswer, type SubgraphAnswer, unavailable } from './subgraphAnswer';

const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;
const MAX_CONNECTIONS = 64;
const JSON_TYPE = /^application\/(graphql-response\+)?json\s*(;|$)/i;

export interface SourceOptions {
  readonly name: string;
  readonly url: string;
  readonly timeoutMs: number;
}

/** Asks one subgraph, and nothing but its origin. */
export interface SubgraphSource extends GraphQLDataSource {
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

interface Fetch {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null: not a fetch of entities. */
  readonly representations: readonly unknown[] | null;
}

/**
 * Sends the operation, its variables and the caller assertion, no header of the client's. Redirects are not followed.
 * Whatever is not a GraphQL answer in JSON, of status 200, in time, becomes the same error at every place it leaves empty.
 */
export function subgraphSource({ name, url, timeoutMs }: SourceOptions): SubgraphSource {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections: MAX_CONNECTIONS, maxResponseSize: MAX_RESPONSE_BYTES });
  const ask = async (
    { query, variables, representations }: Fetch,
    context: RequestContext,
  ): Promise<SubgraphAnswer> => {
    const assertion = context.session?.assertionFor(name);
    const { statusCode, headers, body } = await pool.request({
      method: 'POST',
      path: pathname + search,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-request-id': context.requestId,
        ...(assertion === undefined ? {} : { [CALLER_HEADER]: assertion }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await body.text();
    const type = headers['content-type'];
    if (statusCode !== 200) throw new Error(`The subgraph answered with ${statusCode}.`);
    if (typeof type !== 'string' || !JSON_TYPE.test(type)) throw new Error('The subgraph answered something else.');
    const answer = readAnswer(text, representations?.length ?? null);
    if (answer.data !== null) context.persons.note(answer.extensions);
    return answer;
  };
  return {
    process: async (options: GraphQLDataSourceProcessOptions) => {
      const context = options.context as RequestContext;
      const fetch = fetchOf(options);
      try {
        return placed(await ask(fetch, context), fetch);
      } catch (cause) {
        logEvent('subgraph.failed', { requestId: context.requestId, subgraph: name, ...causeFields(cause) }, 'error');
        return placed({ data: null, errors: [] }, fetch);
      }
    },
    close: () => pool.destroy(),
  };
}

function fetchOf({ request }: GraphQLDataSourceProcessOptions): Fetch {
  const variables = request.variables ?? {};
  const representations: unknown = variables['representations'];
  return { query: request.query ?? '', variables, representations: isList(representations) ? representations : null };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** An answer without data has an error at each place that stays empty, whatever it said itself without naming one. */
function placed({ data, errors }: Pick<SubgraphAnswer, 'data' | 'errors'>, { query, representations }: Fetch) {
  const isPlaced = data !== null || (errors.length > 0 && errors.every(({ path }) => path !== undefined));
  const all = isPlaced ? errors : failedPaths(query, representations ?? []).map(unavailable);
  return all.length === 0 ? { data } : { data, errors: [...all] };
}

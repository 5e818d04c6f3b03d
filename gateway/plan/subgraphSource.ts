import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { Pool } from 'undici';
import { z } from 'zod';
import { CALLER_HEADER } from '../../schema/caller';
import type { RequestContext } from '../context';
import { ERRORS, type ErrorCode, isErrorCode, SUBGRAPH_CODES } from '../errors';
import { logEvent } from '../log';

const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;
const MAX_CONNECTIONS = 64;

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

const errorShape = z.object({
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.unknown() }).optional(),
});
const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorShape).optional(),
});

export interface SourceOptions {
  readonly name: string;
  readonly url: string;
  readonly timeoutMs: number;
}

/** Asks one subgraph, and nothing but its origin. */
export interface SubgraphSource extends GraphQLDataSource {
  close(): Promise<void>;
}

/**
 * Sends the operation, its variables and the caller assertion, no header of the client's. Redirects are not followed.
 * Whatever is not a GraphQL answer in JSON in time becomes one error; of a subgraph's errors only place and code stay.
 */
export function subgraphSource({ name, url, timeoutMs }: SourceOptions): SubgraphSource {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: MAX_CONNECTIONS,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
    maxResponseSize: MAX_RESPONSE_BYTES,
  });
  const ask = async (body: string, context: RequestContext): Promise<Answer> => {
    const assertion = context.session?.assertionFor(name);
    const response = await pool.request({
      method: 'POST',
      path: pathname + search,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-request-id': context.requestId,
        ...(assertion === undefined ? {} : { [CALLER_HEADER]: assertion }),
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.body.text();
    if (!isJson(response.headers['content-type'])) throw new Error('The subgraph answered something else than JSON.');
    return cleaned(answerShape.parse(JSON.parse(text)));
  };
  return {
    process: async ({ request, context }: GraphQLDataSourceProcessOptions) => {
      try {
        return await ask(
          JSON.stringify({ query: request.query, variables: request.variables }),
          context as RequestContext,
        );
      } catch (cause) {
        logEvent('subgraph.failed', { subgraph: name, kind: cause instanceof Error ? cause.name : 'unknown' });
        return cleaned({ data: null, errors: [{}] });
      }
    },
    close: () => pool.close(),
  };
}

function isJson(contentType: string | string[] | undefined): boolean {
  return typeof contentType === 'string' && /^application\/(graphql-response\+)?json\b/i.test(contentType);
}

/** An answer without data and without errors is none. */
function cleaned({ data, errors }: z.infer<typeof answerShape>): Answer {
  const all = data === null || data === undefined ? (errors ?? [{}]) : errors;
  const outgoing = (all ?? []).map((error) => {
    const code = codeOf(error.extensions?.code);
    return {
      message: ERRORS[code].message,
      extensions: { code },
      ...(error.path === undefined ? {} : { path: error.path }),
    };
  });
  return { data: data ?? null, ...(outgoing.length === 0 ? {} : { errors: outgoing }) } as unknown as Answer;
}

function codeOf(code: unknown): ErrorCode {
  return isErrorCode(code) && SUBGRAPH_CODES.has(code) ? code : 'SUBGRAPH_UNAVAILABLE';
}

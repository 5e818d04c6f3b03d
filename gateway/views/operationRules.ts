import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../context';
import { ERRORS, type ErrorCode, isErrorCode } from '../errors';
import { causeFields, logEvent } from '../log';

type Asked = Pick<GraphQLRequestContext<RequestContext>, 'operation' | 'schema'>;

/**
 * Refuses operations that the document does not name or the view has no root for, before the engine fails on them.
 * Leaves an answer without data the status of its error, and no answer its `extensions`.
 */
export const operationRules: ApolloServerPlugin<RequestContext> = {
  unexpectedErrorProcessingRequest: async ({ requestContext, error }) =>
    logEvent('operation.failed', { requestId: requestContext.contextValue.requestId, ...causeFields(error) }, 'error'),
  requestDidStart: async () => ({
    didResolveOperation: async (asked) => {
      const code = refusalOf(asked);
      if (code !== null) throw new GraphQLError(ERRORS[code].message, { extensions: { code } });
    },
    didEncounterErrors: async ({ errors, contextValue: { requestId } }) => {
      for (const error of errors.filter(({ extensions }) => !isExpected(extensions['code'])))
        logEvent('operation.failed', { requestId, ...causeFields(error.originalError ?? error) }, 'error');
    },
    willSendResponse: async ({ request, response }) => {
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      delete singleResult.extensions;
      const code = singleResult.errors?.[0]?.extensions?.['code'];
      if (singleResult.data !== undefined || !isErrorCode(code)) return;
      const accept = request.http?.headers.get('accept') ?? '';
      response.http.status = isAnswer(code) && wantsPlainJson(accept) ? 200 : ERRORS[code].status;
    },
  }),
};

/** Apollo calls this also when it found no operation, whatever its types say. */
function refusalOf({ operation, schema }: Asked): ErrorCode | null {
  switch (operation?.operation) {
    case undefined:
      return 'OPERATION_UNKNOWN';
    case 'query':
      return null;
    case 'mutation':
      return schema.getMutationType() ? null : 'OPERATION_NOT_SUPPORTED';
    default:
      return 'OPERATION_NOT_SUPPORTED';
  }
}

/** Codes of ours, and those that Apollo gives a client's faults; the rest is a fault of the gateway. */
function isExpected(code: unknown): boolean {
  return isErrorCode(code) || (typeof code === 'string' && /^(BAD_|PERSISTED_QUERY_|OPERATION_)/.test(code));
}

/** A refusal of the document or its variables answers a request that is well-formed in itself. */
function isAnswer(code: ErrorCode): boolean {
  return ERRORS[code].status === 400 && code !== 'REQUEST_INVALID';
}

/** A client that knows `application/json` alone takes 4xx for the word of something between (GraphQL over HTTP, 6.4.1). */
function wantsPlainJson(accept: string): boolean {
  return /\bapplication\/json\b/i.test(accept) && !/\bapplication\/graphql-response\+json\b/i.test(accept);
}

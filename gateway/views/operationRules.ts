import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../context';
import { ERRORS, type ErrorCode } from '../errors';

/** Refuses operations that the document or the view does not have, before Apollo fails on them; leaves answers no `extensions`. */
export const operationRules: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, schema }) => {
      if (operation === undefined) throw refusal('OPERATION_UNKNOWN');
      const isServed =
        operation.operation === 'query' || (operation.operation === 'mutation' && schema.getMutationType());
      if (!isServed) throw refusal('OPERATION_NOT_SUPPORTED');
    },
    willSendResponse: async ({ response }) => {
      if (response.body.kind === 'single') delete response.body.singleResult.extensions;
    },
  }),
};

function refusal(code: ErrorCode): GraphQLError {
  const { message, status } = ERRORS[code];
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../context';
import { ERRORS } from '../errors';

/** Refuses operations that the view has no root for, before Apollo fails on them; leaves answers no `extensions`. */
export const operationRules: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, schema }) => {
      const kind = operation?.operation ?? 'query';
      const isServed = kind === 'query' || (kind === 'mutation' && schema.getMutationType());
      if (isServed) return;
      throw new GraphQLError(ERRORS.OPERATION_NOT_SUPPORTED.message, {
        extensions: { code: 'OPERATION_NOT_SUPPORTED', http: { status: ERRORS.OPERATION_NOT_SUPPORTED.status } },
      });
    },
    willSendResponse: async ({ response }) => {
      if (response.body.kind === 'single') delete response.body.singleResult.extensions;
    },
  }),
};

import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { SubgraphContext } from './context';
import { DomainError } from './errors';
import { causeKind, logEvent, requestIdField } from './log';

/** The server of one subgraph's schema, without anything that tells of it. */
export function apolloServer(schema: GraphQLSchema): ApolloServer<SubgraphContext> {
  return new ApolloServer<SubgraphContext>({
    schema,
    introspection: false,
    persistedQueries: false,
    csrfPrevention: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: outgoingError,
    logger: silent,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      personsReported,
      failuresLogged,
    ],
  });
}

/** Tells the gateway's audit what was answered of persons; the gateway passes it on to nobody. */
const personsReported: ApolloServerPlugin<SubgraphContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body }, contextValue }) => {
      if (body.kind === 'single') body.singleResult.extensions = { persons: contextValue.persons.report() };
    },
  }),
};

/** Of what is no domain error only its kind is logged, for it may quote values. */
const failuresLogged: ApolloServerPlugin<SubgraphContext> = {
  unexpectedErrorProcessingRequest: async ({ requestContext, error }) => {
    logFailure(error, requestContext.contextValue.requestId);
  },
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue }) => {
      for (const error of errors) logFailure(error, contextValue.requestId);
    },
  }),
};

function logFailure(thrown: unknown, requestId: string | null): void {
  const cause = causeOf(thrown);
  if (cause instanceof DomainError) return;
  logEvent('subgraph.failed', { ...requestIdField(requestId), kind: causeKind(cause) }, 'error');
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A domain error keeps its code and sentence; everything else is one constant shape. */
function outgoingError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const cause = causeOf(thrown);
  const place = formatted.path === undefined ? {} : { path: formatted.path };
  if (cause instanceof DomainError) {
    const { code, allowed } = cause;
    return { message: cause.message, ...place, extensions: { code, ...(allowed.length === 0 ? {} : { allowed }) } };
  }
  return { message: 'Internal.', ...place, extensions: { code: 'INTERNAL' } };
}

function causeOf(thrown: unknown): unknown {
  const original = thrown instanceof Error && 'originalError' in thrown ? thrown.originalError : undefined;
  return original ?? thrown;
}

import type { ApolloGateway } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { ERRORS, type ErrorCode, isErrorCode } from '../errors';
import { causeFields, logEvent } from '../log';
import { allowedNow } from './allowedNow';
import { pathWithin } from './pathWithin';

type Executor = ApolloGateway['executor'];
type Result = Awaited<ReturnType<Executor>>;
type Asked = Parameters<Executor>[0];

/** graphql-js's texts about variables: they name what the client wrote and what the view has. */
const ABOUT_VARIABLES = /^(Variable "\$|Too many errors processing variables)/;

/**
 * The engine's answer without its `extensions`, which tell of values that were lost, and with errors that say no more
 * than a code and a place in the client's own operation.
 */
export function shapedExecutor(execute: Executor): Executor {
  return async (asked) => {
    const result = await execute(asked);
    const errors = result.errors ?? [];
    if (errors.length === 0) return { data: result.data ?? null };
    if (result.data === undefined) return { errors: errors.map((error) => refusal(error, requestIdOf(asked))) };
    return { data: result.data, errors: distinct(errors.map((error) => placed(error, { asked, result }))) };
  };
}

/** Nothing was executed. */
function refusal(error: Error, requestId: string): GraphQLError {
  const isAboutVariables = error instanceof GraphQLError && ABOUT_VARIABLES.test(error.message);
  if (isAboutVariables)
    return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'INPUT_INVALID' } });
  logEvent('operation.failed', { requestId, ...causeFields(error) }, 'error');
  return coded('INTERNAL', []);
}

/** The engine marks errors of our data sources, cleaned there, with a name; its own are about what a subgraph answered. */
function placed(error: Error, { asked, result }: { asked: Asked; result: Result }): GraphQLError {
  const { path, extensions } = error instanceof GraphQLError ? error : new GraphQLError(error.message);
  const isSubgraphs = extensions['serviceName'] !== undefined;
  const code = isSubgraphs ? extensions['code'] : null;
  if (!isSubgraphs) logEvent('merge.failed', { requestId: requestIdOf(asked), ...causeFields(error) }, 'error');
  const { operation, document } = asked;
  const place = pathWithin(path ?? [], { operation, document, data: result.data });
  if (code === 'ILLEGAL_TRANSITION') return coded(code, place, allowedNow(extensions['allowed'], asked));
  return coded(isErrorCode(code) ? code : 'SUBGRAPH_UNAVAILABLE', place);
}

function coded(
  code: ErrorCode,
  path: readonly (string | number)[],
  message: string = ERRORS[code].message,
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code },
    ...(path.length === 0 ? {} : { path }),
  });
}

/** In one order, whichever subgraph answered first. */
function distinct(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  const byPlace = new Map(errors.map((error) => [JSON.stringify([error.path ?? [], error.extensions['code']]), error]));
  return [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, error]) => error);
}

function requestIdOf({ context }: Asked): string {
  return typeof context['requestId'] === 'string' ? context['requestId'] : '';
}

import type { GraphQLFormattedError } from 'graphql';
import { ERRORS, type ErrorCode, isErrorCode } from '../errors';
import { logEvent } from '../log';

/** Apollo's codes and the ones we send for them. */
const RENAMED: Readonly<Record<string, ErrorCode>> = {
  BAD_USER_INPUT: 'INPUT_INVALID',
  BAD_REQUEST: 'REQUEST_INVALID',
  OPERATION_RESOLUTION_FAILURE: 'OPERATION_UNKNOWN',
  PERSISTED_QUERY_NOT_SUPPORTED: 'REQUEST_INVALID',
  PERSISTED_QUERY_NOT_FOUND: 'REQUEST_INVALID',
};

/** Codes whose text is graphql-js's own: it names what the client wrote and what the view has, nothing else. */
const SPOKEN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INPUT_INVALID',
]);

const SUGGESTION = / ?Did you mean [^?]*\?/g;

/** The last word on every error: message, place and `{ code }`, and of what is not on the list one constant shape. */
export function outgoingError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const code = codeOf(extensions?.['code'], message);
  const isOurs = extensions !== undefined && 'serviceName' in extensions;
  const text = SPOKEN.has(code) && !isOurs ? message.replaceAll(SUGGESTION, '') : ERRORS[code].message;
  return {
    message: text,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code },
  };
}

function codeOf(code: unknown, message: string): ErrorCode {
  if (code === 'BAD_REQUEST' && message.startsWith('GET requests only support')) return 'METHOD_NOT_ALLOWED';
  const own = typeof code === 'string' ? (RENAMED[code] ?? code) : code;
  if (isErrorCode(own)) return own;
  logEvent('operation.failed', { code: typeof code === 'string' ? code : 'none' });
  return 'INTERNAL';
}

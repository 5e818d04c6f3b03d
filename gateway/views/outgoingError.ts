import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { ERRORS, type ErrorCode, isErrorCode } from '../errors';
import { isAllowedNow } from './allowedNow';

/** Apollo's codes and the ones we send for them. */
const RENAMED: Readonly<Record<string, ErrorCode>> = {
  BAD_USER_INPUT: 'INPUT_INVALID',
  BAD_REQUEST: 'REQUEST_INVALID',
  OPERATION_RESOLUTION_FAILURE: 'OPERATION_UNKNOWN',
  PERSISTED_QUERY_NOT_SUPPORTED: 'REQUEST_INVALID',
  PERSISTED_QUERY_NOT_FOUND: 'REQUEST_INVALID',
};

/** What Apollo says by status alone. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  405: 'METHOD_NOT_ALLOWED',
  406: 'ACCEPT_UNSUPPORTED',
  415: 'MEDIA_TYPE_UNSUPPORTED',
};

/** Codes whose text is graphql-js's own, which names what the client wrote and what the view has, or our constant one. */
const SPOKEN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INPUT_INVALID',
]);

const TOO_MANY_TOKENS = 'Syntax Error: Document contains more that';

const SUGGESTION = / ?Did you mean [^?]*\?/g;

/** The last word on every error: message, place and `{ code }`, and of what is not on the list one constant shape. */
export function outgoingError(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const code = limitOf(thrown) ?? codeOf(extensions?.['code'], statusOf(thrown));
  return {
    message: isSpoken(code, message) ? message.replaceAll(SUGGESTION, '') : ERRORS[code].message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code },
  };
}

/** A parser that fails otherwise than over the text, on its own depth, says nothing to a client. */
function isSpoken(code: ErrorCode, message: string): boolean {
  if (code === 'ILLEGAL_TRANSITION') return isAllowedNow(message);
  return SPOKEN.has(code) && (code !== 'GRAPHQL_PARSE_FAILED' || message.startsWith('Syntax Error: '));
}

function codeOf(code: unknown, status: number | null): ErrorCode {
  if (code === 'BAD_REQUEST' && status !== null) return BY_STATUS[status] ?? 'REQUEST_INVALID';
  const own = typeof code === 'string' && Object.hasOwn(RENAMED, code) ? RENAMED[code] : code;
  return isErrorCode(own) ? own : 'INTERNAL';
}

/** Apollo gives every refusal of a parser or rule its own code; which limit it was stands in what it wraps. */
function limitOf(thrown: unknown): ErrorCode | null {
  if (!(thrown instanceof GraphQLError)) return null;
  if (thrown.message.startsWith(TOO_MANY_TOKENS)) return 'TOKENS_EXCEEDED';
  const wrapped = thrown.originalError instanceof GraphQLError ? thrown.originalError.extensions['code'] : null;
  return isErrorCode(wrapped) && wrapped.endsWith('_EXCEEDED') ? wrapped : null;
}

function statusOf(thrown: unknown): number | null {
  const http: unknown = thrown instanceof GraphQLError ? thrown.extensions['http'] : null;
  const hasStatus = typeof http === 'object' && http !== null && 'status' in http && typeof http.status === 'number';
  return hasStatus ? (http.status as number) : null;
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERRORS, type ErrorCode, Refusal } from '../errors';
import { logEvent } from '../log';

/** What fastify refuses by itself. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'REQUEST_INVALID',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'JSON_INVALID',
  FST_ERR_BAD_URL: 'ROUTE_UNKNOWN',
};

/** Answers a refused request in the shape of a GraphQL error; what is not on the list is `INTERNAL`. */
export function sendRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = codeOf(error);
  logEvent('request.refused', { requestId: request.id, code, ...(code === 'INTERNAL' ? { kind: kindOf(error) } : {}) });
  if (code === 'TOKEN_INVALID') reply.header('www-authenticate', 'Bearer error="invalid_token"');
  const { status, message } = ERRORS[code];
  return reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code } }] });
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return FASTIFY_CODES[code] ?? 'INTERNAL';
}

function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuditTrail } from '../context';
import { ERRORS, type ErrorCode } from '../errors';
import { causeFields, logEvent } from '../log';
import { RateRefusal, Refusal } from '../refusal';
import { isGraphql } from './isGraphql';

/** What fastify refuses by itself. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'REQUEST_INVALID',
  FST_ERR_BAD_URL: 'ROUTE_UNKNOWN',
};

/** Headers of every answer, whoever gives it. */
export function setCommonHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('x-request-id', request.id);
}

export type SendRefusal = (error: unknown, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Answers a refused request in the shape of a GraphQL error, when that is recorded; what is not on the list is
 * `INTERNAL`. Requests to other paths than the operations' are not recorded: they can neither ask nor read.
 */
export function refusalSender(audit: AuditTrail | null): SendRefusal {
  return async (error, request, reply) => {
    const code = codeOf(error);
    setCommonHeaders(request, reply);
    if (error instanceof RateRefusal) {
      reply.header('retry-after', String(error.retryAfterSeconds));
      // A client that goes on and on fills neither the log nor the audit.
      if (error.isRepeated) return send(code, request, reply);
    }
    if (code === 'INTERNAL') logEvent('request.failed', { requestId: request.id, ...causeFields(error) }, 'error');
    else logEvent('request.refused', { requestId: request.id, code });
    if (code === 'AUDIT_UNAVAILABLE' || audit === null || !isGraphql(request)) return send(code, request, reply);
    const refused = { session: request.session, requestId: request.id, code };
    return send(await audit.refused(refused).then(() => code, codeOf), request, reply);
  };
}

function send(code: ErrorCode, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.code = code;
  if (code === 'TOKEN_INVALID') reply.header('www-authenticate', 'Bearer error="invalid_token"');
  return reply.code(ERRORS[code].status).header('content-type', 'application/json; charset=utf-8').send(bodyOf(code));
}

/** Answers what is no HTTP at all, and closes. */
export function refuseConnection(_error: Error, socket: Socket): void {
  if (!socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const body = bodyOf('REQUEST_INVALID');
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function bodyOf(code: ErrorCode): string {
  return `${JSON.stringify({ errors: [{ message: ERRORS[code].message, extensions: { code } }] })}\n`;
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return Object.hasOwn(FASTIFY_CODES, code) ? (FASTIFY_CODES[code] ?? 'INTERNAL') : 'INTERNAL';
}

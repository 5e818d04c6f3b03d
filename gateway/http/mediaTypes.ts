import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusal';

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;
const ANSWERED = new Set(['*/*', 'application/*', 'application/json', 'application/graphql-response+json']);

/**
 * Refuses what is not plain JSON, or cannot be answered with JSON, before anything is read or executed. A GET with
 * another content type is refused too: one browser sent such without asking first (GHSA-9q82-xgwf-vj6h).
 */
export async function checkMediaTypes({ method, headers }: FastifyRequest): Promise<void> {
  const type = headers['content-type'];
  const isJson = type === undefined ? method !== 'POST' : JSON_TYPE.test(type);
  if (!isJson || headers['content-encoding'] !== undefined) throw new Refusal('MEDIA_TYPE_UNSUPPORTED');
  if (!acceptsJson(headers.accept ?? '*/*')) throw new Refusal('ACCEPT_UNSUPPORTED');
}

function acceptsJson(accept: string): boolean {
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return ANSWERED.has(type) && !parameters.some((one) => /^q=0(\.0*)?$/.test(one));
  });
}

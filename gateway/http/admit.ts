import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../schema/caller';
import type { Session } from '../context';
import { Refusal } from '../refusal';

/** Who asks, and how often he may. */
export interface Admission {
  /** Null in `ACCESS=open`. Throws `Refusal`. */
  readonly session: (authorization: string | undefined) => Promise<Session | null>;
  /** Counts one request; throws `Refusal` for one too many. Null in `ACCESS=open`. */
  readonly rate: ((caller: Caller | null, address: string) => void) | null;
}

/** Finds who asks and counts that he does, before anything of the body is read. A refused token counts for its address. */
export async function admit({ session, rate }: Admission, request: FastifyRequest): Promise<void> {
  try {
    request.session = await session(authorizationOf(request));
  } finally {
    rate?.(request.session?.caller ?? null, request.ip);
  }
}

/** The one header; Node joins two of them or keeps the first, so they are counted in the raw list. */
function authorizationOf(request: FastifyRequest): string | undefined {
  const { rawHeaders } = request.raw;
  const count = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'authorization').length;
  if (count > 1) throw new Refusal('TOKEN_INVALID');
  return request.headers.authorization;
}

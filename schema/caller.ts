import { z } from 'zod';
import { CATEGORIES } from './categories';

/** The rows a grant reaches; each names the claim that bounds it. `all` needs none. */
export const BOUNDS = ['self', 'facility', 'agency', 'aor', 'state', 'all'] as const;
export type Bound = (typeof BOUNDS)[number];

/**
 * The caller of one request as the gateway asserts it to a subgraph: the payload of a compact JWS signed with Ed25519,
 * sent in the header `caller-assertion`. Times are seconds since the epoch. A null claim bounds to no row.
 */
export const callerAssertion = z.strictObject({
  iss: z.string().min(1),
  aud: z.string().min(1),
  sub: z.string(),
  /** Who vouches for the caller, and the client he acts through; null for the public and for services. */
  issuer: z.string().nullable(),
  client: z.string().nullable(),
  exp: z.number().int(),
  capacity: z.string().min(1),
  policy: z.string().min(1),
  categories: z.array(z.enum(CATEGORIES)),
  rows: z.partialRecord(z.enum(CATEGORIES), z.array(z.enum(BOUNDS))),
  acts: z.array(z.string()),
  agency: z.string().nullable(),
  facilities: z.array(z.string()),
  fieldOffice: z.string().nullable(),
  state: z.string().nullable(),
  officer: z.string().nullable(),
});

export type CallerAssertion = z.infer<typeof callerAssertion>;

/** Who asks, in which capacity, and what of the graph is theirs to reach. */
export type Caller = Readonly<Omit<CallerAssertion, 'iss' | 'aud' | 'exp'>>;

/** The header that carries the caller assertion. */
export const CALLER_HEADER = 'caller-assertion';

/** The `typ` of a caller assertion, so that no other token of the same key can stand in for it. */
export const CALLER_TYPE = 'caller+jwt';

/** The capacity of calls that one part makes on its own behalf; a subgraph answers them only on `/service/`. */
export const SERVICE_CAPACITY = 'service';

/** The caller of calls that one part makes on its own behalf: no category, no row, no act. */
export function serviceCaller(part: string): Caller {
  return {
    sub: part,
    issuer: null,
    client: null,
    capacity: SERVICE_CAPACITY,
    policy: SERVICE_CAPACITY,
    categories: [],
    rows: {},
    acts: [],
    agency: null,
    facilities: [],
    fieldOffice: null,
    state: null,
    officer: null,
  };
}

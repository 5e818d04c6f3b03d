interface ErrorEntry {
  /** HTTP status when nothing was answered; errors beside data leave it at 200. */
  readonly status: number;
  readonly message: string;
  readonly remedy: string;
}

/** Every code that can leave the gateway. A code is never renamed; its message is the same text each time. */
export const ERRORS = {
  TOKEN_INVALID: entry(
    401,
    'The token is not one that this gateway accepts.',
    'Ask the issuer for a new access token for one capacity; send it as one `Authorization: Bearer` header.',
  ),
  STANDING_UNKNOWN: entry(
    503,
    'The officer’s standing could not be checked.',
    'Send the request again in a few seconds.',
  ),
  RATE_EXCEEDED: entry(
    429,
    'More requests than this gateway takes from one client.',
    'Wait as many seconds as `retry-after` says, and send fewer.',
  ),
  AUDIT_UNAVAILABLE: entry(
    503,
    'The answer could not be recorded, so it is not given.',
    'Send a query again in a few seconds; whether a mutation was done, a query tells.',
  ),
  ROUTE_UNKNOWN: entry(404, 'There is nothing at this path.', 'Send operations to `/graphql`.'),
  METHOD_NOT_ALLOWED: entry(405, 'This method does not serve here.', 'Send operations by POST, or queries by GET.'),
  MEDIA_TYPE_UNSUPPORTED: entry(
    415,
    'The content type must be application/json in UTF-8, not compressed.',
    'Send `content-type: application/json` and no `content-encoding`.',
  ),
  ACCEPT_UNSUPPORTED: entry(
    406,
    'The answer can only be JSON.',
    'Accept `application/graphql-response+json` or `application/json`.',
  ),
  BODY_TOO_LARGE: entry(
    413,
    'The body is larger than this gateway reads.',
    'Send less in one request; 64 KiB is the limit unless the operator set another.',
  ),
  JSON_INVALID: entry(400, 'The body is not JSON in UTF-8.', 'Send one JSON object.'),
  REQUEST_INVALID: entry(
    400,
    'The request is not one GraphQL request over HTTP.',
    'Send one JSON object with `query`; a GET of a page needs an `apollo-require-preflight` header.',
  ),
  GRAPHQL_PARSE_FAILED: entry(400, 'The document has a syntax error.', 'Mend the document at the place given.'),
  GRAPHQL_VALIDATION_FAILED: entry(
    400,
    'The document does not fit the schema.',
    'Compare the document with the schema that introspection shows for your token.',
  ),
  DOCUMENT_UNLISTED: entry(
    403,
    'The document is not one that this client may send.',
    'Send a document of your safelist, as it stands there or by its id.',
  ),
  TOKENS_EXCEEDED: entry(400, 'The document has more than 1000 tokens.', 'Send a shorter document, or several.'),
  DEPTH_EXCEEDED: entry(400, 'The operation is nested deeper than 16 fields.', 'Ask in several operations.'),
  ALIASES_EXCEEDED: entry(400, 'The operation has more than 40 aliases.', 'Ask in several operations.'),
  ROOT_FIELDS_EXCEEDED: entry(400, 'The operation has more than 20 root fields.', 'Ask in several operations.'),
  DIRECTIVES_EXCEEDED: entry(400, 'The operation has more than 20 directives.', 'Leave out what it does not need.'),
  FIELDS_EXCEEDED: entry(
    400,
    'The operation selects more than 250 fields, fragments spread out.',
    'Ask in several operations; a fragment counts wherever it is spread.',
  ),
  COST_EXCEEDED: entry(
    400,
    'The operation could be answered with more than 30000 fields.',
    'Ask for shorter lists with `first`; one that a variable gives counts as 50.',
  ),
  INPUT_INVALID: entry(
    400,
    'The input does not fit its description.',
    'Compare the variables with the descriptions of their types.',
  ),
  OPERATION_UNKNOWN: entry(
    400,
    'The document has no operation of this name, or several and none is named.',
    'Name one operation of the document in `operationName`.',
  ),
  OPERATION_NOT_SUPPORTED: entry(
    400,
    'This kind of operation is not served.',
    'Use a query, or a token that may call mutations.',
  ),
  NOT_FOUND: entry(
    200,
    'What the input names does not exist.',
    'Check the ids; what you cannot reach does not exist for you.',
  ),
  CURSOR_INVALID: entry(
    200,
    'after is not a cursor of this field, its filters and these rights.',
    'Start again without `after`.',
  ),
  PAGE_SIZE_INVALID: entry(200, 'first must be from 1 to 50.', 'Ask for fewer rows and go on with `after`.'),
  ILLEGAL_TRANSITION: entry(
    200,
    'The state of what the input names does not allow this.',
    'Do what the message says is allowed now; where it names nothing, read the status.',
  ),
  VERSION_CONFLICT: entry(
    200,
    'What the input names was changed meanwhile; read it again.',
    'Read it again and decide anew.',
  ),
  IDEMPOTENCY_KEY_REUSED: entry(
    200,
    'idempotencyKey was used before with other input.',
    'Use a new key for a new act; repeat an act with the input it was first sent with.',
  ),
  AUTHORITY_UNKNOWN: entry(
    200,
    'Whether the officer may act could not be found out; nothing was confirmed.',
    'Send the request again in a few seconds, with the same idempotencyKey: a service may be on record by now.',
  ),
  AUTHORITY_LAPSED: entry(
    200,
    'The authority to act ended while this was written; what was done stays on record.',
    'Tell the supervisor and ICE; what was done after the end is on record as a violation.',
  ),
  SUBGRAPH_UNAVAILABLE: entry(
    200,
    'This part of the answer could not be read.',
    'Use what was answered and send the request again for the rest.',
  ),
  INTERNAL: entry(500, 'The gateway could not answer.', 'Tell the operator the `x-request-id` of the answer.'),
} as const satisfies Readonly<Record<string, ErrorEntry>>;

export type ErrorCode = keyof typeof ERRORS;

/** The codes that a subgraph may send; whatever else it says becomes `SUBGRAPH_UNAVAILABLE`. */
export const SUBGRAPH_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'NOT_FOUND',
  'INPUT_INVALID',
  'CURSOR_INVALID',
  'PAGE_SIZE_INVALID',
  'ILLEGAL_TRANSITION',
  'VERSION_CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'AUTHORITY_UNKNOWN',
  'AUTHORITY_LAPSED',
]);

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

function entry(status: number, message: string, remedy: string): ErrorEntry {
  return { status, message, remedy };
}

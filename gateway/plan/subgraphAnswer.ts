import { z } from 'zod';
import { ERRORS, type ErrorCode, isErrorCode, SUBGRAPH_CODES } from '../errors';
import { parseJson } from '../parseJson';
import type { FetchPath } from './failedPaths';

const MAX_ERRORS = 100;

const errorShape = z.object({
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.object({ code: z.unknown(), allowed: z.unknown().optional() }).nullish(),
});
const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorShape).nullish(),
  extensions: z.unknown().optional(),
});

export interface AnswerError {
  readonly message: string;
  readonly path?: FetchPath;
  /** `allowed`: what a subgraph claims that could be done instead. */
  readonly extensions: { readonly code: ErrorCode; readonly allowed?: unknown };
}

/** What one subgraph said, cleaned. */
export interface SubgraphAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly AnswerError[];
  /** Never passed on; what it says of persons is for the audit. */
  readonly extensions: unknown;
}

/**
 * Reads a subgraph's answer: data as it is, of each error only its place and its code, where that is one it may send,
 * and with `ILLEGAL_TRANSITION` what it claims is allowed.
 * Throws when the text is no answer to a fetch of so many representations.
 */
export function readAnswer(text: string, representations: number | null): SubgraphAnswer {
  const { data, errors, extensions } = answerShape.parse(parseJson(text));
  if (data === undefined || data === null) {
    if (errors === undefined || errors === null || errors.length === 0) throw new Error('An answer without data.');
    return { data: null, errors: errors.slice(0, MAX_ERRORS).map(cleaned), extensions };
  }
  if (representations !== null && !isEntityList(data['_entities'], representations))
    throw new Error('An answer with other entities than were asked for.');
  return { data, errors: (errors ?? []).slice(0, MAX_ERRORS).map(cleaned), extensions };
}

/** The answer to a fetch of entities, each at all the places where it was needed; no two of them share an object. */
export function repeated(answer: SubgraphAnswer, positions: readonly number[]): SubgraphAnswer {
  const errors = answer.errors.flatMap((error) => errorsAt(error, positions)).slice(0, MAX_ERRORS);
  if (answer.data === null) return { ...answer, errors };
  const entities = answer.data['_entities'] as readonly unknown[];
  const seen = new Set<number>();
  const all = positions.map((place) => {
    const isFirst = !seen.has(place);
    seen.add(place);
    return isFirst ? entities[place] : structuredClone(entities[place]);
  });
  return { ...answer, data: { ...answer.data, _entities: all }, errors };
}

/** The one error that stands for everything a subgraph could not answer. */
export function unavailable(path: FetchPath): AnswerError {
  return { ...cleaned({}), path };
}

function errorsAt(error: AnswerError, positions: readonly number[]): readonly AnswerError[] {
  const [root, place, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof place !== 'number') return [error];
  const at = positions.flatMap((one, position) => (one === place ? [position] : []));
  // An entity that was not asked for is nowhere.
  if (at.length === 0) return [{ message: error.message, extensions: error.extensions }];
  return at.map((position) => ({ ...error, path: [root, position, ...rest] }));
}

function isEntityList(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length;
}

function cleaned({ path, extensions }: z.infer<typeof errorShape>): AnswerError {
  const code = codeOf(extensions?.code);
  const place = path === undefined || path === null ? {} : { path };
  const claimed = code === 'ILLEGAL_TRANSITION' ? { allowed: extensions?.allowed } : {};
  return { message: ERRORS[code].message, ...place, extensions: { code, ...claimed } };
}

function codeOf(code: unknown): ErrorCode {
  return isErrorCode(code) && SUBGRAPH_CODES.has(code) ? code : 'SUBGRAPH_UNAVAILABLE';
}

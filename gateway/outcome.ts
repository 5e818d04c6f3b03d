import { type ErrorCode, isErrorCode } from './errors';

/** What an answer says of itself, told from its text. */
export interface Outcome {
  /** In alphabetical order, each once. */
  readonly codes: readonly ErrorCode[];
  /** Whether an operation was carried out, with or without errors. */
  readonly isExecuted: boolean;
}

/** Reads codes only where the text can hold errors: most answers do not, and are long. */
export function outcomeOf(body: string): Outcome {
  if (!body.includes('"errors":[')) return { codes: [], isExecuted: true };
  const { data, errors } = JSON.parse(body) as { data?: unknown; errors?: unknown };
  const codes = (Array.isArray(errors) ? errors : []).map((error) => error?.extensions?.code).filter(isErrorCode);
  return { codes: [...new Set(codes)].sort(), isExecuted: data !== undefined };
}

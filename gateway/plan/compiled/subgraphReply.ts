import { parseJson } from '../../parseJson';
import { isJsonObject, type JsonObject } from './merge';
import { TROUBLE } from './trouble';

export interface Reply {
  readonly data: JsonObject;
  readonly extensions: unknown;
}

/** An answer that holds data and no errors. Throws `TROUBLE` for any other. */
export function readReply(text: string): Reply {
  const answer = parsed(text);
  if (!isJsonObject(answer) || !isJsonObject(answer['data'])) throw TROUBLE;
  const { data, errors, extensions } = answer;
  if (errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.length === 0)) throw TROUBLE;
  return { data: data as JsonObject, extensions };
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw TROUBLE;
  }
}

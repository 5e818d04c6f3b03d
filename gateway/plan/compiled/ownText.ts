import { parseJson } from '../../parseJson';
import { isJsonObject, type JsonObject } from './merge';
import type { Place, Requested } from './place';
import { TROUBLE } from './trouble';

/**
 * What the subgraph would have said to one fetch alone, whose entities come from these places. An error without a place
 * of its own is told to the fetches that are first in the request.
 */
export async function ownText(places: readonly Place[]): Promise<string> {
  const answers = new Map<Requested, JsonObject>();
  for (const { request } of places) if (!answers.has(request)) answers.set(request, answerIn(await request.text));
  const [first = {}] = answers.values();
  const { data: _data, errors: _errors, ...rest } = first;
  const errors = [...answers].flatMap(([request, answer]) =>
    errorsIn(answer).flatMap((error) => ownErrors(error, places, request)),
  );
  return JSON.stringify({ ...rest, data: dataAt(places, answers), ...(errors.length === 0 ? {} : { errors }) });
}

function answerIn(text: string): JsonObject {
  const answer = parseJson(text);
  if (!isJsonObject(answer)) throw TROUBLE;
  return answer;
}

function errorsIn({ errors }: JsonObject): readonly JsonObject[] {
  return Array.isArray(errors) ? errors.filter(isJsonObject) : [];
}

/** Null where a request was answered without data; and no entities where there are not so many as were asked for. */
function dataAt(places: readonly Place[], answers: ReadonlyMap<Requested, JsonObject>): unknown {
  const entities: unknown[] = [];
  for (const { request, lot, at } of places) {
    const data = answers.get(request)?.['data'];
    if (!isJsonObject(data)) return null;
    const list = data[lot.name];
    if (!Array.isArray(list) || list.length !== lot.texts.length) return { _entities: null };
    entities.push(list[at]);
  }
  return { _entities: entities };
}

function ownErrors(error: JsonObject, places: readonly Place[], request: Requested): readonly JsonObject[] {
  const { path } = error;
  const own = places.filter((place) => place.request === request);
  if (!Array.isArray(path)) return own.some(({ lot }) => request.isFirst(lot)) ? [error] : [];
  const [name, at, ...rest] = path;
  if (typeof at !== 'number')
    return own.some(({ lot }) => lot.name === name) ? [{ ...error, path: ['_entities', ...path.slice(1)] }] : [];
  const place = own.find((one) => one.lot.name === name && one.at === at);
  return place === undefined ? [] : [{ ...error, path: ['_entities', places.indexOf(place), ...rest] }];
}

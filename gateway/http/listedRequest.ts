import type { HTTPGraphQLRequest } from '@apollo/server';
import { parseJson } from '../parseJson';

/** Finds the document that may be executed; null where what was sent stands. Throws `Refusal`. */
export type FindDocument = (sent: Readonly<Record<string, unknown>>) => string | null;

/** The request with the document that was found for it, and nothing beside it that names another. */
export function listedRequest(request: HTTPGraphQLRequest, find: FindDocument): HTTPGraphQLRequest {
  return request.method === 'GET' ? listedSearch(request, find) : listedBody(request, find);
}

function listedBody(request: HTTPGraphQLRequest, find: FindDocument): HTTPGraphQLRequest {
  const { query, documentId, extensions, ...rest }: Readonly<Record<string, unknown>> = Object(request.body);
  const document = find({ query, documentId, extensions });
  return document === null ? request : { ...request, body: { ...rest, query: document } };
}

function listedSearch(request: HTTPGraphQLRequest, find: FindDocument): HTTPGraphQLRequest {
  const search = new URLSearchParams(request.search);
  const [query, documentId] = [search.get('query') ?? undefined, search.get('documentId') ?? undefined];
  const document = find({ query, documentId, extensions: parsed(search.get('extensions')) });
  if (document === null) return request;
  for (const name of ['documentId', 'extensions']) search.delete(name);
  search.set('query', document);
  return { ...request, search: `?${search}` };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : parseJson(text);
  } catch {
    return undefined;
  }
}

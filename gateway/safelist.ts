import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from './parseJson';
import { Refusal } from './refusal';

/** Documents by their ids, by the `client_id` that may send nothing else; `*` stands for every client without a list. */
export type Safelist = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The parts of a request that say what is to be executed. */
export interface SentDocument {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

const shape = z.record(z.string().min(1), z.record(z.string(), z.string().min(1)));
const persisted = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });

/** Reads what `npm run safelist` wrote; null when the text is something else, or an id is not its document's. */
export function readSafelist(text: string): Safelist | null {
  try {
    const clients = Object.entries(shape.parse(parseJson(text)));
    if (clients.some(([, documents]) => Object.entries(documents).some(([id, one]) => documentId(one) !== id)))
      return null;
    return new Map(clients.map(([client, documents]) => [client, new Map(Object.entries(documents))]));
  } catch {
    return null;
  }
}

/** All its documents, each once; none where there is no list. */
export function listedDocuments(safelist: Safelist | null): readonly string[] {
  return [...new Set([...(safelist ?? new Map())].flatMap(([, documents]) => [...documents.values()]))];
}

/** The SHA-256 of a document's text, in hex. */
export function documentId(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

/**
 * The document that a client has executed, sent as text or as id; null for a client without a list, who sends what he
 * likes. Throws `Refusal`, the same for everything that is not on the list.
 */
export function listedDocument(safelist: Safelist, client: string | null, sent: SentDocument): string | null {
  const list = (client === null ? undefined : safelist.get(client)) ?? safelist.get('*');
  if (list === undefined) return null;
  const id = typeof sent.query === 'string' ? documentId(sent.query) : idOf(sent);
  const document = list.get(id);
  if (document === undefined) throw new Refusal('DOCUMENT_UNLISTED');
  return document;
}

function idOf({ documentId: id, extensions }: SentDocument): string {
  if (typeof id === 'string') return id.replace(/^sha256:/, '');
  const read = persisted.safeParse(extensions);
  return read.success ? read.data.persistedQuery.sha256Hash : '';
}

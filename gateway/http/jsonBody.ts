import { Refusal } from '../errors';

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;

/** One JSON object in UTF-8. Throws `Refusal` for another type, for what is not JSON and for anything but one object. */
export function readJsonBody(contentType: string | undefined, body: Buffer): Readonly<Record<string, unknown>> {
  if (!JSON_TYPE.test(contentType ?? '')) throw new Refusal('MEDIA_TYPE_UNSUPPORTED');
  const value = parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('REQUEST_INVALID');
  return value as Readonly<Record<string, unknown>>;
}

function parse(body: Buffer): unknown {
  try {
    // A byte order mark is no JSON (RFC 8259), so it is not passed over.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new Refusal('JSON_INVALID');
  }
}

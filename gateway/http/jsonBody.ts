import { parseJson } from '../parseJson';
import { Refusal } from '../refusal';

/** One JSON object in UTF-8. Throws `Refusal` for what is not JSON and for anything but one object. */
export function readJsonBody(body: Buffer): Readonly<Record<string, unknown>> {
  const value = parsed(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('REQUEST_INVALID');
  return value as Readonly<Record<string, unknown>>;
}

function parsed(body: Buffer): unknown {
  try {
    // A byte order mark is no JSON (RFC 8259), so it is not passed over.
    return parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new Refusal('JSON_INVALID');
  }
}

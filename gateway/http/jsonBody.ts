import { isUtf8 } from 'node:buffer';
import { parseJson } from '../parseJson';
import { Refusal } from '../refusal';

/** One JSON object in UTF-8. Throws `Refusal` for what is not JSON and for anything but one object. */
export function readJsonBody(body: Buffer): Readonly<Record<string, unknown>> {
  if (!isUtf8(body)) throw new Refusal('JSON_INVALID');
  const value = parsed(body.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('REQUEST_INVALID');
  return value as Readonly<Record<string, unknown>>;
}

/** A byte order mark is no JSON (RFC 8259), and is not passed over. */
function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new Refusal('JSON_INVALID');
  }
}

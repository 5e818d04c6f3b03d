// Everything but what stands for itself: not control characters, quotation mark, backslash, or halves of a pair.
const TO_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** A string as `JSON.stringify` writes it. */
export function stringText(value: string): string {
  return TO_ESCAPE.test(value) ? JSON.stringify(value) : `"${value}"`;
}

/** A value that came out of JSON, as `JSON.stringify` writes it. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? stringText(value) : JSON.stringify(value);
}

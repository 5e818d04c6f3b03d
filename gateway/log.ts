export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Writes one line of JSON for one event. Never a token, a document, a variable or a value of an answer. */
export function logEvent(event: string, fields: LogFields = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
}
